import { Landmark, ReceiptText, Truck, Wallet } from '@lucide/vue';
import type { DocumentView, Ref } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf } from '@/documents/define';
import type { Edits, Row } from '@/documents/document-ui';
import { dayOf } from '@/ui/format';
import { customerSource } from '../customers/references';
import { warehouseSource } from '../inventory/references';
import { fundAccountSource } from '../system/references';
import { customerName, documentFilters, pricedLines, takenHead, takenLines } from './parts';

interface ExecutionView extends DocumentView {
  customer: Ref;
  warehouse: Ref | null;
  carrier: string | null;
  trackingNo: string | null;
  receivedDate: string | null;
  kind: string;
  invoiceNo: string | null;
  dueDate: string | null;
  netAmount: string;
  taxAmount: string;
  grossAmount: string;
  amount: string;
  openAmount: string;
  currency: string;
  fundAccount: Ref | null;
  note: string | null;
}
interface DeliveryLine {
  order: Ref | null;
  product: Ref;
  unit: string;
  quantity: string;
}
interface SettledLine {
  invoice: Ref;
  amount: string;
}
const column = columnsOf<ExecutionView>();
const field = fieldsOf<ExecutionView>();
const shipped = columnsOf<DeliveryLine>();
const settled = columnsOf<SettledLine>();
const today = () => dayOf(new Date());
const ORDERS = '/sales-orders';
const INVOICE_KINDS = ['special', 'ordinary', 'electronic'] as const;

/** What is still open of each line: the ordered quantity less what the ledger says is done. */
function openLines(view: Row, kind: string, link: string): Edits[] {
  const lines = Array.isArray(view['lines']) ? (view['lines'] as Row[]) : [];
  const open = (row: Row) => {
    const progress = (row['progress'] as Record<string, { open?: string; share?: string }> | undefined)?.[kind];
    return progress?.open ?? row['quantity'];
  };
  const isDone = (row: Row) =>
    (row['progress'] as Record<string, { share?: string }> | undefined)?.[kind]?.share === '1';
  return takenLines(view, link)
    .map((line, index) => ({ ...line, quantity: open(lines[index] ?? {}) }))
    .filter((_line, index) => !isDone(lines[index] ?? {}));
}

export const deliveryUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'delivery',
  path: '/sales-orders/deliveries',
  icon: Truck,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.ref('warehouse'),
    column.code('trackingNo', { width: 150, secondary: true }),
    column.date('date'),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters({ key: 'warehouseId', kind: 'reference', source: warehouseSource }),
  facts: [column.ref('warehouse'), column.date('date'), column.text('carrier'), column.code('trackingNo')],
  pushDown: [{ to: 'sales-orders.sales-invoice', icon: ReceiptText }],
  can: { create: false },
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('warehouse', { source: warehouseSource, required: true }),
        field.date('date', { required: true, default: today }),
        field.text('carrier'),
        field.text('trackingNo'),
        field.date('receivedDate', { only: 'edit' }),
        field.text('note', { span: 2 }),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: [],
    fixed: true,
    keep: ['orderLineId'],
    columns: [
      { key: 'order', kind: 'read-only', width: 170 },
      { key: 'product', kind: 'read-only' },
      { key: 'quantity', kind: 'decimal', width: 110, required: true },
      { key: 'unit', kind: 'read-only', dictionary: 'unit', width: 90 },
    ],
    view: [
      shipped.ref('order', { width: 160 }),
      shipped.product('product'),
      shipped.quantity('quantity', { unit: 'unit', width: 130 }),
    ],
  },
});

export const salesInvoiceUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'sales-invoice',
  path: '/sales-orders/sales-invoices',
  icon: ReceiptText,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('grossAmount', { unit: 'currency', total: true }),
    column.money('openAmount', { unit: 'currency', total: true }),
    column.due('dueDate'),
    column.code('invoiceNo', { width: 150, secondary: true }),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters({ key: 'dueDate', kind: 'date-range' }),
  facts: [
    column.money('grossAmount', { unit: 'currency', big: true }),
    column.money('openAmount', { unit: 'currency' }),
    column.due('dueDate'),
    column.choice('kind', { options: 'invoiceKind' }),
    column.code('invoiceNo'),
  ],
  pushDown: [{ to: 'sales-orders.receipt', icon: Wallet }],
  origins: {
    'sales-order': {
      path: ORDERS,
      map: (view) => ({ ...takenHead(view, 'customer', 'taxMode'), lines: openLines(view, 'invoice', 'orderLineId') }),
    },
    delivery: {
      path: '/sales-orders/deliveries',
      map: (view) => ({ ...takenHead(view, 'customer'), lines: openLines(view, 'invoice', 'deliveryLineId') }),
    },
  },
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.choice('kind', { values: INVOICE_KINDS, options: 'invoiceKind', required: true, default: 'special' }),
        field.text('invoiceNo'),
        field.date('date', { required: true, default: today }),
        field.date('dueDate'),
        field.text('note', { span: 2 }),
      ],
    },
  ],
  lines: pricedLines(undefined, { keep: ['orderLineId', 'deliveryLineId'] }),
});

const invoiceSource = {
  path: '/sales-orders/sales-invoices',
  label: (row: Row) => String(row['number'] ?? ''),
  hint: (row: Row) => String(row['openAmount'] ?? row['grossAmount'] ?? ''),
  query: (edits: Edits) => ({
    customerId: (edits['customer'] as Ref | null)?.id,
    'status[in]': 'effective',
  }),
};

export const receiptUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'receipt',
  path: '/sales-orders/receipts',
  icon: Wallet,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('amount', { unit: 'currency', total: true }),
    column.money('openAmount', { unit: 'currency' }),
    column.ref('fundAccount'),
    column.date('date'),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters({ key: 'fundAccountId', kind: 'reference', source: fundAccountSource }),
  facts: [
    column.money('amount', { unit: 'currency', big: true }),
    column.money('openAmount', { unit: 'currency' }),
    column.ref('fundAccount'),
    column.date('date'),
  ],
  origins: {
    'sales-invoice': {
      path: '/sales-orders/sales-invoices',
      map: (view) => ({
        ...takenHead(view, 'customer'),
        amount: view['openAmount'] ?? view['grossAmount'],
        lines: [
          {
            invoice: { id: view['id'], name: String(view['number'] ?? '') },
            amount: view['openAmount'] ?? view['grossAmount'],
          },
        ],
      }),
    },
  },
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.reference('fundAccount', { source: fundAccountSource, required: true }),
        field.date('date', { required: true, default: today }),
        field.decimal('amount', { required: true, show: { kind: 'money' } }),
        field.text('note', { span: 2 }),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['amount'],
    compute: () => import('@/documents/pricing').then((module) => module.amountTotal),
    columns: [
      {
        key: 'invoice',
        kind: 'reference',
        source: invoiceSource,
        required: true,
        fill: (invoice) => ({ amount: invoice['openAmount'] ?? invoice['grossAmount'] }),
      },
      { key: 'amount', kind: 'decimal', width: 160, required: true, money: true },
    ],
    view: [settled.ref('invoice', { minWidth: 200 }), settled.money('amount', { width: 160 })],
  },
});

export const openingBalanceUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'opening-balance',
  path: '/sales-orders/opening-balances',
  icon: Landmark,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('amount', { total: true }),
    column.money('openAmount'),
    column.due('dueDate'),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters(),
  facts: [column.money('amount', { big: true }), column.money('openAmount'), column.due('dueDate')],
  pushDown: [],
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.date('date', { required: true, default: today }),
        field.date('dueDate'),
        field.decimal('amount', { required: true, show: { kind: 'money' } }),
        field.text('note', { span: 2 }),
      ],
    },
  ],
});
