import { Check, Entity, Index } from 'typeorm';
import { BooleanColumn, DateColumn, InstantColumn, RefColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Contact, Customer } from '../../customers/index.js';
import { User } from '../../system/index.js';

/** A contact with a customer, what came of it and what was promised next. */
@Entity()
@Index(['at', 'id'])
@Index(['ownerId', 'at', 'id'])
@Index(['customerId', 'at'])
@Index(['ownerId', 'nextDate'], { where: 'next_date IS NOT NULL AND NOT next_done' })
@Check('ck_interaction_kind', `kind IN ('visit', 'call', 'mail', 'wechat', 'meeting')`)
export class Interaction extends MasterRecord {
  @RefColumn(() => Customer) customerId!: string;
  @RefColumn(() => Contact, { nullable: true }) contactId!: string | null;
  @RefColumn(() => User) ownerId!: string;
  @TextColumn() kind!: 'visit' | 'call' | 'mail' | 'wechat' | 'meeting';
  @InstantColumn() at!: Date;
  @TextColumn() summary!: string;
  @TextColumn({ nullable: true }) result!: string | null;
  @TextColumn({ nullable: true }) nextStep!: string | null;
  @DateColumn({ nullable: true }) nextDate!: string | null;
  @BooleanColumn() nextDone!: boolean;
}
