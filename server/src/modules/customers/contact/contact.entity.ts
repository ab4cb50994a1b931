import { Entity, Index } from 'typeorm';
import { RefColumn, TextArrayColumn, TextColumn } from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { User } from '../../system/index.js';
import { Customer } from '../customer/customer.entity.js';

/** A person at a customer; visible to those who see the customer's owner. */
@Entity()
@Index(['createdAt', 'id'])
@Index(['sortKey', 'id'])
@Index(['ownerId', 'createdAt', 'id'])
@Index(['customerId'])
@Index('ix_contact_grams', { synchronize: false })
export class Contact extends MasterRecord {
  @RefColumn(() => Customer) customerId!: string;
  /** The customer's owner, kept beside for scope. */
  @RefColumn(() => User) ownerId!: string;
  @TextColumn() name!: string;
  @TextColumn() sortKey!: string;
  @TextColumn({ nullable: true }) title!: string | null;
  @TextColumn({ nullable: true }) mobile!: string | null;
  @TextColumn({ nullable: true }) phone!: string | null;
  @TextColumn({ nullable: true }) email!: string | null;
  /** Part in decisions: decider, influencer, buyer, user, opponent. */
  @TextColumn({ nullable: true }) role!: string | null;
  @TextColumn({ nullable: true }) note!: string | null;
  @TextColumn({ select: false }) searchText!: string;
  @TextArrayColumn({ select: false }) grams!: string[];
}
