import { PackageMinus, PackagePlus } from '@lucide/vue';
import type { DocumentView, Ref } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf } from '@/documents/define';
import type { LineColumn, ResourceUi } from '@/documents/document-ui';
import { dayOf } from '@/ui/format';
import { userSource } from '../system/references';
import { productSource, warehouseSource } from './references';

interface MovementView extends DocumentView {
  warehouse: Ref;
  reason: string;
  note: string | null;
  amount: string | null;
}
interface MovementLine {
  product: Ref;
  quantity: string;
  unit: string;
  unitCost: string;
  value: string;
}
const column = columnsOf<MovementView>();
const field = fieldsOf<MovementView>();
const line = columnsOf<MovementLine>();

const ENTRY_REASONS = ['opening', 'found', 'return', 'production', 'gift', 'other'] as const;
const ISSUE_REASONS = ['scrap', 'lost', 'sample', 'own-use', 'other'] as const;

/** Other receipts and issues have the same fields; entries also say what the goods cost. */
function movement(resource: 'stock-entry' | 'stock-issue'): ResourceUi {
  const entry = resource === 'stock-entry';
  const reasons = entry ? ENTRY_REASONS : ISSUE_REASONS;
  const cost: LineColumn[] = entry
    ? [{ key: 'unitCost', kind: 'decimal', width: 130, required: true, money: true }]
    : [];
  return defineDocumentUi({
    module: 'inventory',
    resource,
    path: entry ? '/inventory/stock-entries' : '/inventory/stock-issues',
    icon: entry ? PackagePlus : PackageMinus,
    title: (row) => String(row['title'] ?? (row['warehouse'] as Ref | undefined)?.name ?? ''),
    columns: [
      column.number('number'),
      column.ref('warehouse', { minWidth: 180 }),
      column.choice('reason', { options: 'reason', width: 120 }),
      column.status('status'),
      column.date('date'),
      column.person('owner'),
      column.instant('updatedAt'),
    ],
    filters: [
      {
        key: 'status',
        kind: 'choice',
        values: ['draft', 'pending', 'rejected', 'effective', 'completed', 'void'],
        pinned: true,
      },
      { key: 'warehouseId', kind: 'reference', source: warehouseSource, pinned: true },
      { key: 'ownerId', kind: 'reference', source: userSource },
      { key: 'date', kind: 'date-range', pinned: true },
    ],
    facts: [column.ref('warehouse'), column.choice('reason', { options: 'reason' }), column.date('date')],
    sections: [
      {
        key: 'main',
        fields: [
          field.reference('warehouse', { source: warehouseSource, required: true }),
          field.choice('reason', { values: reasons, options: 'reason', required: true }),
          field.date('date', { required: true, default: () => dayOf(new Date()) }),
          field.text('note', { span: 4 }),
        ],
      },
    ],
    lines: {
      key: 'lines',
      totals: [],
      columns: [
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
        { key: 'unit', kind: 'text', width: 90, required: true },
        ...cost,
      ],
      view: [
        line.product('product'),
        line.quantity('quantity', { unit: 'unit', width: 130 }),
        ...(entry ? [line.money('unitCost')] : []),
        line.money('value'),
      ],
    },
  });
}

export const stockEntryUi = movement('stock-entry');
export const stockIssueUi = movement('stock-issue');
