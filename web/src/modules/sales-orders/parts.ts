import type { TaxMode } from '@guanxi/shared/documents';
import type { Ref, Schemas } from '@/api/types';
import { columnsOf, lineColumns } from '@/documents/define';
import type { Column, Edits, Field, Filter, LinesUi, Row } from '@/documents/document-ui';
import { customerSource } from '../customers/references';
import { fromProduct, productSource, unitsOfProducts } from '../inventory/references';
import { userSource } from '../system/references';

/** Only the type comes from the shared package, because the menu must not load its arithmetic. */
export const TAX_MODES: readonly TaxMode[] = ['inclusive', 'exclusive'];

export const STATES = ['draft', 'pending', 'rejected', 'effective', 'completed', 'closed', 'void'] as const;

/** What has nothing open any more is not late, whenever it was due; before it takes effect nothing is known of it. */
export const isSettled = (row: Row): boolean => row['openAmount'] != null && Number(row['openAmount']) === 0;
/** What is delivered whole keeps no promise waiting. */
export const isDelivered = (row: Row): boolean => Number(row['deliveryShare'] ?? 0) >= 1;

/** Lines of quotations have the same prices. */
const line = columnsOf<Schemas['SalesOrderLineView']>();

/** Product, quantity, price, discount, tax: the lines of quotations, orders and invoices. */
export const pricedColumns = lineColumns<Schemas['SalesOrderLineInput'], Schemas['SalesOrderLineView']>(
  { key: 'product', kind: 'reference', source: productSource, required: true, fill: fromProduct },
  { key: 'quantity', kind: 'decimal', width: 80, required: true },
  { key: 'available', kind: 'note', width: 76 },
  { key: 'unit', kind: 'choice', dictionary: 'unit', among: unitsOfProducts, width: 64, required: true },
  { key: 'price', kind: 'decimal', width: 100, required: true, money: true },
  { key: 'discountRate', kind: 'percent', width: 72 },
  { key: 'taxRate', kind: 'percent', width: 72, required: true },
  { key: 'grossAmount', kind: 'computed', width: 120 },
);

export const pricedView = (...more: Column[]): Column[] => [
  line.product('product', { minWidth: 140 }),
  line.quantity('quantity', { unit: 'unit', width: 90 }),
  line.money('price', { width: 92 }),
  line.percent('discountRate', { width: 66 }),
  line.percent('taxRate', { width: 62 }),
  line.money('grossAmount', { width: 108 }),
  ...more,
];

export const pricedLines = (more: Column[], rest: Partial<LinesUi> = {}): LinesUi => ({
  key: 'lines',
  totals: ['netAmount', 'taxAmount', 'grossAmount'],
  compute: () => import('@/documents/pricing').then((module) => module.pricedTotals),
  columns: pricedColumns,
  view: pricedView(...more),
  rail: () => import('./TradeRail.vue'),
  ...rest,
});

export const documentFilters = (...more: Filter[]): Filter[] => [
  { key: 'status', kind: 'choice', values: STATES, pinned: true },
  { key: 'customerId', kind: 'reference', source: customerSource, pinned: true },
  { key: 'ownerId', kind: 'reference', source: userSource, pinned: true },
  { key: 'date', kind: 'date-range', pinned: true },
  ...more,
];

export const customerName = (row: Row): string => String((row['customer'] as Ref | null)?.name ?? row['title'] ?? '');

/** Whom a document is for that was made from another one, and stays for. */
export const customerOfOrigin: Field = {
  ...{ key: 'customer', kind: 'reference', source: customerSource, span: 2 },
  ...{ disabled: true, show: { kind: 'party' } },
};

export const takenHead = (view: Row, ...keys: string[]): Edits =>
  Object.fromEntries(
    keys.filter((key) => view[key] !== undefined && view[key] !== null).map((key) => [key, view[key]]),
  );
