import { Check, Entity, Index } from 'typeorm';
import { BooleanColumn, RefColumn, TextArrayColumn, TextColumn, UuidArrayColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Company } from '../company/company.entity.js';
import { Department } from '../department/department.entity.js';

/** A person who works with the product. */
@Entity()
@Index(['sortKey', 'id'])
@Index(['departmentId'])
@Index(['superiorId'])
@Index('ix_user_grams', { synchronize: false })
@Check('ck_user_superior', `superior_id IS NULL OR superior_id <> id`)
export class User extends MasterRecord {
  /** Lower case; what they sign in with. */
  @TextColumn({ unique: true }) login!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @TextColumn({ nullable: true }) title!: string | null;
  @TextColumn({ nullable: true }) email!: string | null;
  @TextColumn({ nullable: true }) phone!: string | null;
  @RefColumn(() => Company) companyId!: string;
  @RefColumn(() => Department, { nullable: true }) departmentId!: string | null;
  @RefColumn(() => User, { nullable: true }) superiorId!: string | null;
  @UuidArrayColumn() roleIds!: string[];
  @TextColumn() language!: 'zh-CN' | 'en';
  @BooleanColumn() active!: boolean;
  @TextColumn({ nullable: true }) passwordHash!: string | null;
  @TextColumn({ select: false }) searchText!: string;
  @TextArrayColumn({ select: false }) grams!: string[];
}
