import { Check, Entity, Index } from 'typeorm';
import { DateColumn, QuantityColumn, RefColumn, TextColumn, UuidColumn } from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Customer } from '../../customers/index.js';
import { Product, Warehouse } from '../../inventory/index.js';
import { SalesOrder } from '../sales-order/sales-order.entity.js';

/** Goods that leave the warehouse for a customer (销货出库), for one or several orders. */
@Entity()
@Index(['customerId', 'createdAt'])
export class Delivery extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  @RefColumn(() => Warehouse) warehouseId!: string;
  @TextColumn({ nullable: true }) carrier!: string | null;
  @TextColumn({ nullable: true }) trackingNo!: string | null;
  @DateColumn({ nullable: true }) receivedDate!: string | null;
}

@Entity()
@Index(['documentId', 'lineNo'])
@Index(['orderLineId'])
@Check('ck_delivery_line', 'quantity > 0')
export class DeliveryLine extends DocumentLine {
  @RefColumn(() => SalesOrder) orderId!: string;
  // Amendments may remove an order's line; the ledger keeps what was done of it.
  @UuidColumn() orderLineId!: string;
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  @QuantityColumn() baseQuantity!: string;
}
