import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Id, InstantColumn, QuantityColumn, RefColumn, TextColumn, UuidColumn } from '../db/columns.js';

/**
 * How far a document line is done, in base units: a cache of the fulfilment ledger. The constraints are F1 of the domain:
 * nothing is returned that was not delivered, nothing delivered that was not ordered, nothing credited that was not invoiced.
 */
@Entity()
@Index(['documentId'])
@Check('ck_fulfilment_cancelled', 'cancelled >= 0 AND cancelled <= total')
@Check('ck_fulfilment_ordered', 'ordered >= 0 AND ordered <= total - cancelled')
@Check(
  'ck_fulfilment_delivered',
  'returned >= 0 AND returned <= delivered AND delivered - returned <= total - cancelled',
)
@Check('ck_fulfilment_invoiced', 'credited >= 0 AND credited <= invoiced')
export class Fulfilment {
  @PrimaryColumn('uuid') lineId!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  @QuantityColumn() total!: string;
  @QuantityColumn() cancelled!: string;
  @QuantityColumn() ordered!: string;
  @QuantityColumn() delivered!: string;
  @QuantityColumn() returned!: string;
  @QuantityColumn() invoiced!: string;
  @QuantityColumn() credited!: string;
}

/** One fact: this document line did this much of that line. Insert-only; a reversal names its row. */
@Entity()
@Index(['lineId', 'seq'])
@Index(['byDocumentId'])
@Index(['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
@Check(
  'ck_fulfilment_entry_kind',
  `kind IN ('total', 'cancelled', 'ordered', 'delivered', 'returned', 'invoiced', 'credited')`,
)
export class FulfilmentEntry {
  @Id() id!: string;
  @Column({ type: 'bigint', generated: 'increment' }) seq!: number;
  @RefColumn(() => Fulfilment) lineId!: string;
  @TextColumn() kind!: string;
  @QuantityColumn() quantity!: string;
  @TextColumn() byDocumentType!: string;
  @UuidColumn() byDocumentId!: string;
  @UuidColumn({ nullable: true }) byLineId!: string | null;
  @InstantColumn() at!: Date;
  @RefColumn(() => FulfilmentEntry, { nullable: true }) reversesId!: string | null;
}
