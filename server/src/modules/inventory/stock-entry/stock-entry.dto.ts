import { IntersectionType, PartialType } from '@nestjs/swagger';
import { STOCK_ENTRY_REASONS } from '@guanxi/shared/inventory';
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

export class StockEntryLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() productId!: string;
  @DecimalField({ positive: true }) quantity!: string;
  @Text(20, { optional: true, description: 'The base unit where missing' }) unit?: string | null;
  @DecimalField({ min: 0, description: 'Cost of one unit, in the base currency' }) unitCost!: string;
}
export class StockEntryInput {
  @Ref() warehouseId!: string;
  @Choice(STOCK_ENTRY_REASONS) reason!: (typeof STOCK_ENTRY_REASONS)[number];
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => StockEntryLineInput, 500) lines!: StockEntryLineInput[];
}
export class StockEntryPatch extends PartialType(StockEntryInput, { skipNullProperties: false }) {}

export class StockEntryRow extends DocumentRow {
  @RefField() warehouse!: RefView;
  @Choice(STOCK_ENTRY_REASONS) reason!: string;
}
export class StockEntryLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField() product!: RefView;
  @Text(20) unit!: string;
  @DecimalField() quantity!: string;
  @DecimalField() baseQuantity!: string;
  @DecimalField() unitCost!: string;
  @DecimalField() cost!: string;
}
export class StockEntryView extends IntersectionType(StockEntryRow, DocumentView) {
  @Lines(() => StockEntryLineView, 500) lines!: StockEntryLineView[];
}
