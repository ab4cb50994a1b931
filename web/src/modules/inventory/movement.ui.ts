import { PackageMinus, PackagePlus } from '@lucide/vue';
import { STOCK_ENTRY_REASONS, STOCK_ISSUE_REASONS } from '@guanxi/shared/inventory';
import type { Ref, Schemas } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf, lineColumns } from '@/documents/define';
import type { Filter, LinesUi, Row, Section } from '@/documents/document-ui';
import { dayOf } from '@/ui/format';
import { userSource } from '../system/references';
import { productSource, warehouseSource } from './references';
import { unitsOfProducts } from './useProducts';

const column = columnsOf<Schemas['StockEntryRow']>();
const field = fieldsOf<Schemas['StockEntryInput']>();
type EntryLine = Schemas['StockEntryLineInput'];
type EntryLineView = Schemas['StockEntryLineView'];
const line = columnsOf<EntryLineView>();

/** Lines of receipts and issues; receipts also say what the goods cost. */
function movedLines(entry: boolean): LinesUi {
  const cost = lineColumns<EntryLine, EntryLineView>({
    key: 'unitCost',
    kind: 'decimal',
    width: 130,
    required: true,
    money: true,
  });
  return {
    key: 'lines',
    totals: [],
    columns: lineColumns<EntryLine, EntryLineView>(
      {
        key: 'product',
        kind: 'reference',
        source: productSource,
        required: true,
        fill: (product, current) => ({
          unit: product['unit'],
          quantity: current['quantity'] ?? '1',
          ...(entry ? { unitCost: product['purchasePrice'] ?? current['unitCost'] ?? null } : {}),
        }),
      },
      { key: 'quantity', kind: 'decimal', width: 110, required: true },
      { key: 'unit', kind: 'choice', dictionary: 'unit', among: unitsOfProducts, width: 90, required: true },
    ).concat(entry ? cost : []),
    view: [
      line.product('product'),
      line.quantity('quantity', { unit: 'unit', width: 130 }),
      ...(entry ? [line.money('unitCost'), line.money('cost')] : []),
    ],
  };
}

const columns = [
  column.number('number'),
  column.ref('warehouse', { minWidth: 180 }),
  column.choice('reason', { options: 'reason', width: 120 }),
  column.status('status'),
  column.date('date'),
  column.person('owner'),
  column.instant('createdAt', { sort: true }),
  column.instant('updatedAt', { hidden: true }),
];
const filters: Filter[] = [
  {
    key: 'status',
    kind: 'choice',
    values: ['draft', 'pending', 'rejected', 'effective', 'completed', 'void'],
    pinned: true,
  },
  { key: 'warehouseId', kind: 'reference', source: warehouseSource, pinned: true },
  { key: 'ownerId', kind: 'reference', source: userSource },
  { key: 'date', kind: 'date-range', pinned: true },
];
const main = (reasons: readonly string[]): Section => ({
  key: 'main',
  fields: [
    field.reference('warehouse', { source: warehouseSource, sole: true, required: true }),
    field.choice('reason', { values: reasons, options: 'reason', required: true }),
    field.date('date', { required: true, default: () => dayOf(new Date()) }),
    field.text('note', { span: 4 }),
  ],
});
const facts = [column.ref('warehouse'), column.choice('reason', { options: 'reason' }), column.date('date')];
const title = (row: Row) => String(row['title'] ?? (row['warehouse'] as Ref | undefined)?.name ?? '');

export const stockEntryUi = defineDocumentUi({
  module: 'inventory',
  resource: 'stock-entry',
  path: '/inventory/stock-entries',
  icon: PackagePlus,
  title,
  columns,
  filters,
  facts,
  sections: [main(STOCK_ENTRY_REASONS)],
  lines: movedLines(true),
});

export const stockIssueUi = defineDocumentUi({
  module: 'inventory',
  resource: 'stock-issue',
  path: '/inventory/stock-issues',
  icon: PackageMinus,
  title,
  columns,
  filters,
  facts,
  sections: [main(STOCK_ISSUE_REASONS)],
  lines: movedLines(false),
});
