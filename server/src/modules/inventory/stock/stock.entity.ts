import { Check, Column, Entity, Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  Id,
  InstantColumn,
  IntColumn,
  MoneyColumn,
  QuantityColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../../../kernel/db/columns.js';
import { Product } from '../product/product.entity.js';
import { Warehouse } from '../warehouse/warehouse.entity.js';

/** What lies in a warehouse of a product: a cache of the stock ledger and of the reservations. */
@Entity()
@Index(['warehouseId', 'productId'], { unique: true })
@Index(['updatedAt', 'id'])
@Check('ck_stock_balance_on_hand', 'negative_allowed OR on_hand >= 0')
@Check('ck_stock_balance_reserved', 'reserved >= 0 AND (negative_allowed OR reserved <= on_hand)')
export class StockBalance {
  @Id() id!: string;
  @RefColumn(() => Warehouse) warehouseId!: string;
  @RefColumn(() => Product) productId!: string;
  @QuantityColumn() onHand!: string;
  @QuantityColumn() reserved!: string;
  /** Value of what is on hand, in the base currency. */
  @MoneyColumn() value!: string;
  /** Copied from the warehouse, so that the constraint can see it. */
  @BooleanColumn() negativeAllowed!: boolean;
  @IntColumn() version!: number;
  @InstantColumn() updatedAt!: Date;
}

/** One movement; insert-only, a mistake is reversed by an exact opposite that names it. */
@Entity()
@Index(['productId', 'warehouseId', 'seq'])
@Index(['documentId'])
@Index(['reversesId'], { unique: true, where: 'reverses_id IS NOT NULL' })
@Index(['at', 'id'])
export class StockLedger {
  @Id() id!: string;
  @Column({ type: 'bigint', generated: 'increment' }) seq!: number;
  @RefColumn(() => Warehouse) warehouseId!: string;
  @RefColumn(() => Product) productId!: string;
  @InstantColumn() at!: Date;
  @DateColumn() date!: string;
  /** Base units; positive in, negative out. */
  @QuantityColumn() quantity!: string;
  @MoneyColumn() value!: string;
  @QuantityColumn() balanceAfter!: string;
  @MoneyColumn() valueAfter!: string;
  @TextColumn() documentType!: string;
  @UuidColumn() documentId!: string;
  @UuidColumn() documentLineId!: string;
  @RefColumn(() => StockLedger, { nullable: true }) reversesId!: string | null;
}

/** What an order line needs from a warehouse, and how much of it is set aside. */
@Entity()
@Index(['orderLineId'], { unique: true })
@Index(['createdAt', 'id'])
@Index(['warehouseId', 'productId', 'promisedDate'])
@Check('ck_demand_quantities', 'quantity >= 0 AND reserved >= 0 AND reserved <= quantity')
export class Demand {
  @Id() id!: string;
  @TextColumn() orderType!: string;
  @UuidColumn() orderId!: string;
  @UuidColumn() orderLineId!: string;
  @RefColumn(() => Warehouse) warehouseId!: string;
  @RefColumn(() => Product) productId!: string;
  @DateColumn({ nullable: true }) promisedDate!: string | null;
  /** Base units still needed. */
  @QuantityColumn() quantity!: string;
  @QuantityColumn() reserved!: string;
  @InstantColumn() createdAt!: Date;
}
