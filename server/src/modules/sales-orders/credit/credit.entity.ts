import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MoneyColumn, RefColumn } from '../../../kernel/db/columns.js';
import { Customer } from '../../customers/index.js';
import { SalesOrder } from '../sales-order/sales-order.entity.js';

/** What a customer uses of the credit limit, in the base currency: a cache that `guanxi verify` recomputes. */
@Entity()
export class CustomerExposure {
  @PrimaryColumn('uuid') @ForeignKey(() => Customer) customerId!: string;
  /** Ordered and not yet invoiced. */
  @MoneyColumn() orders!: string;
  /** Invoiced and not yet settled. */
  @MoneyColumn() receivables!: string;
  /** Received and not yet used. */
  @MoneyColumn() deposits!: string;
}

/** What one order adds to the exposure of its customer. */
@Entity()
@Index(['customerId'])
export class OrderExposure {
  @PrimaryColumn('uuid') @ForeignKey(() => SalesOrder) orderId!: string;
  @RefColumn(() => Customer) customerId!: string;
  @MoneyColumn() amount!: string;
}
