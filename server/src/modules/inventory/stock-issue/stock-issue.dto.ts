import { IntersectionType, PartialType } from '@nestjs/swagger';
import { STOCK_ISSUE_REASONS } from '@guanxi/shared/inventory';
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

export class StockIssueLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() productId!: string;
  @DecimalField({ positive: true }) quantity!: string;
  @Text(20, { optional: true, description: 'The base unit where missing' }) unit?: string | null;
}
export class StockIssueInput {
  @Ref() warehouseId!: string;
  @Choice(STOCK_ISSUE_REASONS) reason!: (typeof STOCK_ISSUE_REASONS)[number];
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => StockIssueLineInput, 500) lines!: StockIssueLineInput[];
}
export class StockIssuePatch extends PartialType(StockIssueInput, { skipNullProperties: false }) {}

export class StockIssueRow extends DocumentRow {
  @RefField() warehouse!: RefView;
  @Choice(STOCK_ISSUE_REASONS) reason!: string;
}
export class StockIssueLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField() product!: RefView;
  @Text(20) unit!: string;
  @DecimalField() quantity!: string;
  @DecimalField() baseQuantity!: string;
}
export class StockIssueView extends IntersectionType(StockIssueRow, DocumentView) {
  @Lines(() => StockIssueLineView, 500) lines!: StockIssueLineView[];
}
