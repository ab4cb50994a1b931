import type { FieldRule, ModuleName, Scope } from '@guanxi/shared/kernel';
import { Entity, Index } from 'typeorm';
import { BooleanColumn, JsonColumn, TextArrayColumn, TextColumn, UuidArrayColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';

/** What its holders may do, whose rows they see, and which fields they don't. */
@Entity()
@Index(['createdAt', 'id'])
export class Role extends MasterRecord {
  @TextColumn({ unique: true }) name!: string;
  /** Permission codes; `*` stands for all and belongs to the administrator's role alone. */
  @TextArrayColumn() permissions!: string[];
  @JsonColumn() scopes!: Partial<Record<ModuleName, Scope>>;
  /** For the scope `departments`. */
  @UuidArrayColumn() scopeDepartmentIds!: string[];
  /** By resource type and field. */
  @JsonColumn() fieldRules!: Record<string, Record<string, FieldRule>>;
  /** Made at set-up; can't be deleted. */
  @BooleanColumn() builtIn!: boolean;
}
