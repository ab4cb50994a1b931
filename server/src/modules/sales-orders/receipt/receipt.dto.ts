import { IntersectionType, PartialType } from '@nestjs/swagger';
import { RECEIPT_METHODS } from '@guanxi/shared/sales-orders';
import { DocumentRow, DocumentView } from '../../../kernel/documents/document.dto.js';
import {
  Choice,
  DateField,
  DecimalField,
  Int,
  Lines,
  Ref,
  RefField,
  Text,
  Texts,
  type RefView,
} from '../../../kernel/http/fields.js';

export class ReceiptLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref({ description: 'The invoice or opening balance that is settled' }) itemId!: string;
  @DecimalField({ digits: 4, positive: true }) amount!: string;
}
export class ReceiptInput {
  @Ref() customerId!: string;
  @Ref() fundAccountId!: string;
  @DecimalField({
    digits: 4,
    positive: true,
    description: 'In the currency of the account; what settles nothing is a deposit',
  })
  amount!: string;
  @Choice(RECEIPT_METHODS, { optional: true }) method?: (typeof RECEIPT_METHODS)[number] | null;
  @Text(100, { optional: true }) reference?: string | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => ReceiptLineInput, 500, { optional: true }) lines?: ReceiptLineInput[] | null;
}
export class ReceiptPatch extends PartialType(ReceiptInput, { skipNullProperties: false }) {}

/** Uses a deposit for invoices. */
export class SettleInput {
  @Lines(() => ReceiptLineInput, 500) lines!: ReceiptLineInput[];
}

export class ReceiptRow extends DocumentRow {
  @RefField() customer!: RefView;
  @RefField() fundAccount!: RefView;
  @Choice(RECEIPT_METHODS) method!: string;
  @Text(100, { optional: true }) reference!: string | null;
  @DecimalField() exchangeRate!: string;
  @DecimalField({ description: 'In the base currency of the company' }) baseAmount!: string;
  @DecimalField({ optional: true, description: 'What is left as a deposit; null until it takes effect' }) openAmount!:
    string | null;
}
export class ReceiptLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField() item!: RefView;
  @DecimalField() amount!: string;
}
export class ReceiptView extends IntersectionType(ReceiptRow, DocumentView) {
  @Lines(() => ReceiptLineView, 500) lines!: ReceiptLineView[];
}
