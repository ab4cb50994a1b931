import { Check, Entity, Index } from 'typeorm';
import {
  DateColumn,
  MoneyColumn,
  QuantityColumn,
  RateColumn,
  RefColumn,
  TextColumn,
} from '../../../kernel/db/columns.js';
import { DocumentHeader, DocumentLine } from '../../../kernel/documents/document.entity.js';
import { Contact, Customer } from '../../customers/index.js';
import { Product } from '../../inventory/index.js';

/** An offer to a customer (报价单). */
@Entity()
@Index(['customerId', 'createdAt'])
@Check('ck_quotation_tax', 'gross_amount = net_amount + tax_amount')
export class Quotation extends DocumentHeader {
  @RefColumn(() => Customer) customerId!: string;
  @RefColumn(() => Contact, { nullable: true }) contactId!: string | null;
  @DateColumn({ nullable: true }) validUntil!: string | null;
  @TextColumn() taxMode!: 'inclusive' | 'exclusive';
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
}

@Entity()
@Index(['documentId', 'lineNo'])
@Check('ck_quotation_line', 'quantity > 0 AND price >= 0 AND gross_amount = net_amount + tax_amount')
export class QuotationLine extends DocumentLine {
  @RefColumn(() => Product) productId!: string;
  @TextColumn() unit!: string;
  @QuantityColumn() quantity!: string;
  @QuantityColumn() baseQuantity!: string;
  @QuantityColumn() price!: string;
  @RateColumn() discountRate!: string;
  @RateColumn() taxRate!: string;
  @MoneyColumn() netAmount!: string;
  @MoneyColumn() taxAmount!: string;
  @MoneyColumn() grossAmount!: string;
}
