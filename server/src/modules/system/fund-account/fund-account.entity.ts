import { Check, Column, Entity, Index } from 'typeorm';
import {
  DateColumn,
  Id,
  InstantColumn,
  MoneyColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../../../kernel/db/columns.js';
import { MasterRecord } from '../../../kernel/records/master-record.js';
import { Company } from '../company/company.entity.js';

/** A bank or cash account of the company. The balance is a cache of the fund ledger. */
@Entity()
@Index(['createdAt', 'id'])
@Check('ck_fund_account_kind', `kind IN ('bank', 'cash')`)
@Check('ck_fund_account_balance', 'overdraft OR balance >= 0')
export class FundAccount extends MasterRecord {
  @RefColumn(() => Company) companyId!: string;
  @TextColumn({ unique: true }) code!: string;
  @TextColumn() name!: string;
  @TextColumn() kind!: 'bank' | 'cash';
  @TextColumn() currency!: string;
  @TextColumn({ nullable: true }) bankName!: string | null;
  @TextColumn({ nullable: true }) accountNo!: string | null;
  @Column('boolean', { default: false }) overdraft!: boolean;
  @MoneyColumn({ default: 0 }) balance!: string;
}

/** One movement of an account; insert-only, a mistake is reversed by an exact opposite that names it. */
@Entity()
@Index(['accountId', 'seq'])
@Index(['at', 'id'])
@Index(['documentId'])
@Index(['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
export class FundEntry {
  @Id() id!: string;
  @Column({ type: 'bigint', generated: 'increment' }) seq!: number;
  @RefColumn(() => FundAccount) accountId!: string;
  @InstantColumn() at!: Date;
  @DateColumn() date!: string;
  /** Positive in, negative out. */
  @MoneyColumn() amount!: string;
  @MoneyColumn() balanceAfter!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  @RefColumn(() => FundEntry, { nullable: true }) reversesId!: string | null;
}
