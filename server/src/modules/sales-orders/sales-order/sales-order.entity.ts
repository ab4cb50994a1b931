import { Check, Entity, Index } from 'typeorm';
import {
  DateColumn,
  MoneyColumn,
  QuantityColumn,
  RateColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Contact, Customer } from '../../customers/index.js';
import { Product, Warehouse } from '../../inventory/index.js';
import { Quotation } from '../quotation/quotation.entity.js';

/** A customer's order (受订单). */
@Entity()
@Index(['customerId', 'createdAt'])
@Check('ck_sales_order_tax', 'gross_amount = net_amount + tax_amount')
export class SalesOrder extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  @RefColumn(() => Contact, { nullable: true }) contactId!: string | null;
  @RefColumn(() => Warehouse, { nullable: true }) warehouseId!: string | null;
  @TextColumn({ nullable: true }) customerOrderNo!: string | null;
  @DateColumn({ nullable: true }) promisedDate!: string | null;
  @TextColumn() taxMode!: 'inclusive' | 'exclusive';
  /** Units of the base currency for one of the document's currency. */
  @RateColumn() exchangeRate!: string;
  @MoneyColumn() discount!: string;
  @MoneyColumn() netAmount!: string;
  @MoneyColumn() taxAmount!: string;
  @MoneyColumn() grossAmount!: string;
  @MoneyColumn() baseAmount!: string;
  /** Per cent by which it lay below its unit prices when it was submitted. */
  @RateColumn() discountDepth!: string;
  /** The customer's at that time. */
  @TextColumn({ nullable: true }) customerLevel!: string | null;
  /** What of the order is over the credit limit, in the base currency, as it was approved. */
  @MoneyColumn() creditExcess!: string;
  /** The quotation that it came from. */
  @RefColumn(() => Quotation, { nullable: true }) quotationId!: string | null;
}

@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_sales_order_line', 'quantity > 0 AND price >= 0 AND gross_amount = net_amount + tax_amount')
export class SalesOrderLine extends DocumentLine {
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  /** In the product's base unit. */
  @QuantityColumn() baseQuantity!: string;
  @QuantityColumn() price!: string;
  @RateColumn() discountRate!: string;
  @RateColumn() taxRate!: string;
  @MoneyColumn() netAmount!: string;
  @MoneyColumn() taxAmount!: string;
  @MoneyColumn() grossAmount!: string;
  @UuidColumn({ nullable: true }) quotationLineId!: string | null;
}
