import { Check, Entity, Index } from 'typeorm';
import {
  DateColumn,
  JsonColumn,
  MoneyColumn,
  QuantityColumn,
  RateColumn,
  RefColumn,
  TextColumn,
  UuidColumn,
} from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Customer, type InvoiceTitle } from '../../customers/index.js';
import { Product } from '../../inventory/index.js';
import { Delivery } from '../delivery/delivery.entity.js';

/** What a customer owes for deliveries (发票开具); numbered without gaps. */
@Entity()
@Index(['customerId', 'createdAt'])
@Check('ck_sales_invoice_tax', 'gross_amount = net_amount + tax_amount')
@Check('ck_sales_invoice_kind', `kind IN ('special', 'normal', 'digital')`)
export class SalesInvoice extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  /** 专票, 普票 or 数电票. */
  @TextColumn() kind!: 'special' | 'normal' | 'digital';
  /** As it was when the invoice was written. */
  @JsonColumn({ nullable: true }) invoiceTitle!: InvoiceTitle | null;
  @DateColumn() dueDate!: string;
  @RateColumn() exchangeRate!: string;
  /** In the company's base currency. */
  @MoneyColumn() baseAmount!: string;
  @MoneyColumn() netAmount!: string;
  @MoneyColumn() taxAmount!: string;
  @MoneyColumn() grossAmount!: string;
}

@Entity()
@Index(['documentId', 'lineNo'])
@Index(['deliveryLineId'])
@Check('ck_sales_invoice_line', 'quantity > 0 AND gross_amount = net_amount + tax_amount')
export class SalesInvoiceLine extends DocumentLine {
  @RefColumn(() => Delivery) deliveryId!: string;
  @UuidColumn() deliveryLineId!: string;
  @UuidColumn() orderId!: string;
  @UuidColumn() orderLineId!: string;
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  @QuantityColumn() baseQuantity!: string;
  @RateColumn() taxRate!: string;
  @MoneyColumn() netAmount!: string;
  @MoneyColumn() taxAmount!: string;
  @MoneyColumn() grossAmount!: string;
}
