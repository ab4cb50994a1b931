import { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
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
import { MOST_OFFERED } from '../pricing/line-lists.js';

export class DeliveryLineInput {
  @Ref({ optional: true, description: 'Keeps the line of an earlier version' }) id?: string | null;
  @Ref() orderLineId!: string;
  @DecimalField({ positive: true, description: 'In the unit of the order line' }) quantity!: string;
}
export class DeliveryInput {
  @Ref() warehouseId!: string;
  @DateField({ optional: true, description: 'Today where missing' }) date?: string | null;
  @Text(100, { optional: true }) carrier?: string | null;
  @Text(100, { optional: true }) trackingNo?: string | null;
  @DateField({ optional: true, description: 'When the customer had the goods' }) receivedDate?: string | null;
  @Text(5000, { optional: true }) note?: string | null;
  @Texts(30, 40, { optional: true }) tags?: string[] | null;
  @Lines(() => DeliveryLineInput, 500) lines!: DeliveryLineInput[];
}
export class DeliveryPatch extends PartialType(DeliveryInput, { skipNullProperties: false }) {}

/** What a delivery made from an order may say of itself; what is still open is delivered. */
export class DeliverInput extends PartialType(OmitType(DeliveryInput, ['warehouseId', 'lines']), {
  skipNullProperties: false,
}) {
  @Ref({ optional: true, description: 'The warehouse of the order where missing' }) warehouseId?: string | null;
}

export class DeliveryRow extends DocumentRow {
  @RefField() customer!: RefView;
  @RefField() warehouse!: RefView;
  @Text(100, { optional: true }) carrier!: string | null;
  @Text(100, { optional: true }) trackingNo!: string | null;
  @DateField({ optional: true }) receivedDate!: string | null;
  @DecimalField({ optional: true, description: 'Share that was invoiced, 0 to 1' }) invoiceShare!: string | null;
}
export class DeliveryLineView {
  @Ref() id!: string;
  @Int(1, 1000) lineNo!: number;
  @RefField({ optional: true }) order!: RefView | null;
  @Ref() orderLineId!: string;
  @RefField() product!: RefView;
  @Text(20) unit!: string;
  @DecimalField() quantity!: string;
  @DecimalField() baseQuantity!: string;
  @DecimalField() cancelled!: string;
  @DecimalField() invoiced!: string;
}
export class DeliveryView extends IntersectionType(DeliveryRow, DocumentView) {
  @Lines(() => DeliveryLineView, 500) lines!: DeliveryLineView[];
}

/** A line of an order as a delivery takes it. */
export class OpenOrderLineView extends PickType(DeliveryLineView, ['orderLineId', 'product', 'unit']) {
  @RefField() order!: RefView;
  @DecimalField({ description: 'Still to be delivered, in the unit of the line' }) quantity!: string;
}
export class OpenOrderLinesView {
  @Lines(() => OpenOrderLineView, MOST_OFFERED, { description: 'Of the oldest order first' })
  items!: OpenOrderLineView[];
}
