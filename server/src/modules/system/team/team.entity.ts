import { Entity, Index } from 'typeorm';
import { RefColumn, TextColumn, UuidArrayColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { User } from '../user/user.entity.js';

/** People who work together across departments. */
@Entity()
@Index(['createdAt', 'id'])
export class Team extends MasterRecord {
  @TextColumn({ unique: true }) name!: string;
  @RefColumn(() => User, { nullable: true }) leaderId!: string | null;
  @UuidArrayColumn() memberIds!: string[];
}
