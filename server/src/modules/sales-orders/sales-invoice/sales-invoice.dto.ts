import { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { INVOICE_KINDS } from '@guanxi/shared/sales-orders';
import { DocumentRow, DocumentView } from '../../../kernel/documents/document.dto.js';
import {
  Choice,
  DateField,
  DecimalField,
  Int,
  Lines,
  Nested,
  Ref,
  RefField,
  Text,
  Texts,
  type RefView,
} from '../../../kernel/http/fields.js';
import { InvoiceTitleInput } from '../../customers/index.js';
import { MOST_OFFERED } from '../pricing/line-lists.js';

export class SalesInvoiceLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() deliveryLineId!: string;
  @DecimalField({ positive: true, description: 'In the unit of the delivery line' }) quantity!: string;
}
export class SalesInvoiceInput {
  @Choice(INVOICE_KINDS, { optional: true }) kind?: (typeof INVOICE_KINDS)[number] | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @DateField({ optional: true, description: 'The date plus the payment term of the customer where missing' }) dueDate?:
    string | null;
  @Nested(() => InvoiceTitleInput, { optional: true, description: 'The first title of the customer where missing' })
  invoiceTitle?: InvoiceTitleInput | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => SalesInvoiceLineInput, 500) lines!: SalesInvoiceLineInput[];
}
export class SalesInvoicePatch extends PartialType(SalesInvoiceInput, { skipNullProperties: false }) {}
/** What an invoice made from a delivery may say of itself; what is still open is invoiced. */
export class BillInput extends PartialType(OmitType(SalesInvoiceInput, ['lines']), { skipNullProperties: false }) {}

export class SalesInvoiceRow extends DocumentRow {
  @RefField() customer!: RefView;
  @Choice(INVOICE_KINDS) kind!: string;
  @DateField() dueDate!: string;
  @DecimalField() exchangeRate!: string;
  @DecimalField({ description: 'In the base currency of the company' }) baseAmount!: string;
  @DecimalField() netAmount!: string;
  @DecimalField() taxAmount!: string;
  @DecimalField() grossAmount!: string;
  @DecimalField({ optional: true, description: 'Null until it takes effect' }) openAmount!: string | null;
}
export class SalesInvoiceLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField({ optional: true }) delivery!: RefView | null;
  @Ref() deliveryLineId!: string;
  @RefField() product!: RefView;
  @Text(20) unit!: string;
  @DecimalField() quantity!: string;
  @DecimalField() baseQuantity!: string;
  @DecimalField() taxRate!: string;
  @DecimalField() netAmount!: string;
  @DecimalField() taxAmount!: string;
  @DecimalField() grossAmount!: string;
}
export class SalesInvoiceView extends IntersectionType(SalesInvoiceRow, DocumentView) {
  @Nested(() => InvoiceTitleInput, { optional: true }) invoiceTitle!: InvoiceTitleInput | null;
  @Lines(() => SalesInvoiceLineView, 500) lines!: SalesInvoiceLineView[];
}

/** A line of a delivery as an invoice takes it. */
export class OpenDeliveryLineView extends PickType(SalesInvoiceLineView, ['deliveryLineId', 'product', 'unit']) {
  @RefField() delivery!: RefView;
  @DecimalField({ description: 'Still to be invoiced, in the unit of the line' }) quantity!: string;
}
export class OpenDeliveryLinesView {
  @Lines(() => OpenDeliveryLineView, MOST_OFFERED, { description: 'Of the oldest delivery first' })
  items!: OpenDeliveryLineView[];
}
