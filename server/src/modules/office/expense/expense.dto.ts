import { IntersectionType, PartialType } from '@nestjs/swagger';
import { DocumentRow, DocumentView } from '../../../kernel/documents/document.dto.js';
import {
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

export class ExpenseLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Text(40, { description: 'Code of the dictionary expense-category' }) category!: string;
  @DateField() date!: string;
  @Text(300) description!: string;
  @DecimalField({ digits: 2, positive: true }) amount!: string;
  @Text(60, { optional: true }) invoiceNo?: string | null;
}
export class ExpenseInput {
  @Ref({ optional: true, description: 'The company of who writes it where missing; stays' }) companyId?: string | null;
  @Text(300) purpose!: string;
  @Ref({ optional: true, description: 'Who gets the money; oneself where missing' }) beneficiaryId?: string | null;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => ExpenseLineInput, 200) lines!: ExpenseLineInput[];
}
export class ExpensePatch extends PartialType(ExpenseInput, { skipNullProperties: false }) {}

export class ReimburseInput {
  @Ref() fundAccountId!: string;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
}

export class ExpenseRow extends DocumentRow {
  @Text(300) purpose!: string;
  @RefField() beneficiary!: RefView;
  @RefField({ optional: true }) fundAccount!: RefView | null;
  @DateField({ optional: true }) reimbursedDate!: string | null;
}
export class ExpenseLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @Text(40) category!: string;
  @DateField() date!: string;
  @Text(300) description!: string;
  @DecimalField() amount!: string;
  @Text(60, { optional: true }) invoiceNo!: string | null;
}
export class ExpenseView extends IntersectionType(ExpenseRow, DocumentView) {
  @Lines(() => ExpenseLineView, 200) lines!: ExpenseLineView[];
}
