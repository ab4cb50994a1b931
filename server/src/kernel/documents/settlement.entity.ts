import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  Id,
  InstantColumn,
  MoneyColumn,
  RateColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../db/columns.js';

/**
 * What a document leaves open between us and a party: an invoice is a debit, a receipt or deposit a credit. `settled` is a
 * cache of the settlement ledger; the constraint is M2 of the domain.
 */
@Entity()
@Index(['partyId', 'side', 'dueDate'])
@Index(['createdAt', 'id'])
@Index(['ownerId', 'createdAt', 'id'])
@Check('ck_open_item_settled', 'settled >= 0 AND settled <= amount')
@Check('ck_open_item_side', `side IN ('debit', 'credit')`)
export class OpenItem {
  /** The id of the document. */
  @PrimaryColumn('uuid') id!: string;
  @TextColumn() documentType!: string;
  @RefColumn('Company') companyId!: string;
  @UuidColumn() partyId!: string;
  @RefColumn('User') ownerId!: string;
  @TextColumn() side!: 'debit' | 'credit';
  @TextColumn() title!: string;
  @DateColumn() date!: string;
  @DateColumn() dueDate!: string;
  @TextColumn() currency!: string;
  /** Units of the base currency for one of the item's currency. */
  @RateColumn() exchangeRate!: string;
  @MoneyColumn() amount!: string;
  @MoneyColumn() settled!: string;
  @BooleanColumn() voided!: boolean;
  @Column('integer') version!: number;
  @InstantColumn() createdAt!: Date;
}

/** One fact: so much of this credit settles that debit. Insert-only; a reversal names its row. */
@Entity()
@Index(['debitId'])
@Index(['creditId'])
@Index(['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
export class SettlementEntry {
  @Id() id!: string;
  @Column({ type: 'bigint', generated: 'increment' }) seq!: number;
  @RefColumn(() => OpenItem) debitId!: string;
  @RefColumn(() => OpenItem) creditId!: string;
  @MoneyColumn() amount!: string;
  @InstantColumn() at!: Date;
  @RefColumn(() => SettlementEntry, { nullable: true }) reversesId!: string | null;
}
