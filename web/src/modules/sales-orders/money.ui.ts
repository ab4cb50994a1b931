import { HandCoins, Landmark, ReceiptText, Wallet } from '@lucide/vue';
import { INVOICE_KINDS, RECEIPT_METHODS } from '@guanxi/shared/sales-orders';
import type { DocumentView, RecordView, Ref } from '@/api/types';
import { columnsOf, defineDocumentUi, defineLogUi, fieldsOf } from '@/documents/define';
import type { Edits, Row } from '@/documents/document-ui';
import { dayOf } from '@/ui/format';
import { customerSource } from '../customers/references';
import { fundAccountSource, userSource } from '../system/references';
import { customerName, documentFilters, takenHead } from './parts';

interface MoneyView extends DocumentView {
  customer: Ref;
  kind: string;
  dueDate: string;
  netAmount: string;
  taxAmount: string;
  grossAmount: string;
  amount: string;
  openAmount: string | null;
  currency: string;
  fundAccount: Ref;
  method: string;
  reference: string | null;
  note: string | null;
}
interface InvoiceLine {
  delivery: Ref | null;
  product: Ref;
  unit: string;
  quantity: string;
  taxRate: string;
  netAmount: string;
  taxAmount: string;
  grossAmount: string;
}
interface SettledLine {
  item: Ref;
  amount: string;
}
const column = columnsOf<MoneyView>();
const field = fieldsOf<MoneyView>();
const invoiced = columnsOf<InvoiceLine>();
const settled = columnsOf<SettledLine>();
const today = () => dayOf(new Date());
const amountTotal = () => import('@/documents/pricing').then((module) => module.amountTotal);
const money = { unit: 'currency' };

export const salesInvoiceUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'sales-invoice',
  path: '/sales-orders/sales-invoices',
  icon: ReceiptText,
  title: customerName,
  can: { create: false },
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('grossAmount', { ...money, total: true }),
    column.money('openAmount', { ...money, total: true }),
    column.due('dueDate'),
    column.choice('kind', { options: 'invoiceKind', secondary: true }),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters(
    { key: 'dueDate', kind: 'date-range' },
    { key: 'kind', kind: 'choice', values: INVOICE_KINDS, options: 'invoiceKind' },
    { key: 'openAmount', kind: 'number-range' },
  ),
  facts: [
    column.money('grossAmount', { ...money, big: true }),
    column.money('openAmount', money),
    column.due('dueDate'),
    column.choice('kind', { options: 'invoiceKind' }),
  ],
  pushDown: [{ to: 'sales-orders.receipt', icon: Wallet }],
  sections: [
    {
      key: 'main',
      fields: [
        field.choice('kind', { values: INVOICE_KINDS, options: 'invoiceKind', required: true }),
        field.date('date', { required: true }),
        field.date('dueDate'),
        field.text('note', { span: 4 }),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['netAmount', 'taxAmount', 'grossAmount'],
    fixed: true,
    keep: ['deliveryLineId'],
    columns: [
      { key: 'delivery', kind: 'read-only', width: 170 },
      { key: 'product', kind: 'read-only' },
      { key: 'quantity', kind: 'decimal', width: 110, required: true },
      { key: 'unit', kind: 'read-only', dictionary: 'unit', width: 90 },
    ],
    view: [
      invoiced.ref('delivery', { width: 150 }),
      invoiced.product('product', { minWidth: 150 }),
      invoiced.quantity('quantity', { unit: 'unit', width: 96 }),
      invoiced.percent('taxRate', { width: 62 }),
      invoiced.money('netAmount', { width: 114 }),
      invoiced.money('grossAmount', { width: 114 }),
    ],
  },
});

/** What the customer still owes: invoices and opening balances. */
const owedSource = {
  path: '/sales-orders/receivables',
  label: (row: Row) => String(row['number'] ?? ''),
  hint: (row: Row) => String(row['openAmount'] ?? ''),
  query: (edits: Edits) => ({
    customerId: (edits['customer'] as Ref | null)?.id,
    side: 'debit',
    voided: false,
    'openAmount[gt]': '0',
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
    column.money('amount', { ...money, total: true }),
    column.money('openAmount', money),
    column.choice('method', { options: 'receiptMethod' }),
    column.ref('fundAccount', { secondary: true }),
    column.date('date'),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters(
    { key: 'fundAccountId', kind: 'reference', source: fundAccountSource },
    { key: 'method', kind: 'choice', values: RECEIPT_METHODS, options: 'receiptMethod' },
  ),
  facts: [
    column.money('amount', { ...money, big: true }),
    column.money('openAmount', money),
    column.ref('fundAccount'),
    column.choice('method', { options: 'receiptMethod' }),
    column.code('reference'),
  ],
  origins: {
    'sales-invoice': {
      path: '/sales-orders/sales-invoices',
      map: (view) => ({
        ...takenHead(view, 'customer'),
        amount: view['openAmount'] ?? view['grossAmount'],
        lines: [
          {
            item: { id: view['id'], name: String(view['number'] ?? '') },
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
        field.decimal('amount', { required: true, hint: true, show: { kind: 'money' } }),
        field.choice('method', { values: RECEIPT_METHODS, options: 'receiptMethod', default: 'transfer' }),
        field.text('reference'),
        field.text('note'),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['amount'],
    compute: amountTotal,
    columns: [
      {
        key: 'item',
        kind: 'reference',
        source: owedSource,
        required: true,
        fill: (item, line) => ({ amount: line['amount'] ?? item['openAmount'] }),
      },
      { key: 'amount', kind: 'decimal', width: 160, required: true, money: true },
    ],
    view: [settled.ref('item', { minWidth: 200 }), settled.money('amount', { width: 160 })],
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
    column.money('amount', { ...money, total: true }),
    column.money('openAmount', money),
    column.due('dueDate'),
    column.code('reference', { secondary: true }),
    column.person('owner'),
    column.instant('updatedAt'),
  ],
  filters: documentFilters({ key: 'dueDate', kind: 'date-range' }),
  facts: [
    column.money('amount', { ...money, big: true }),
    column.money('openAmount', money),
    column.due('dueDate'),
    column.code('reference'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.decimal('amount', { required: true, show: { kind: 'money' } }),
        field.text('reference', { hint: true }),
        field.date('date', { required: true, default: today }),
        field.date('dueDate'),
        field.text('note', { span: 2 }),
      ],
    },
  ],
});

interface ReceivableView extends RecordView {
  number: string | null;
  documentType: string;
  customer: Ref;
  owner: Ref;
  side: string;
  date: string;
  dueDate: string;
  currency: string;
  amount: string;
  settled: string;
  openAmount: string;
}
const item = columnsOf<ReceivableView>();

export const receivableUi = defineLogUi({
  module: 'sales-orders',
  resource: 'receivable',
  path: '/sales-orders/receivables',
  icon: HandCoins,
  title: customerName,
  defaultSort: '-createdAt',
  columns: [
    item.party('customer'),
    item.number('number'),
    item.choice('documentType', { options: 'itemType', width: 110 }),
    item.money('amount', money),
    item.money('settled', { ...money, secondary: true }),
    item.money('openAmount', { ...money, total: true }),
    item.due('dueDate'),
    item.person('owner'),
  ],
  filters: [
    { key: 'customerId', kind: 'reference', source: customerSource, pinned: true },
    { key: 'ownerId', kind: 'reference', source: userSource, pinned: true },
    { key: 'side', kind: 'choice', values: ['debit', 'credit'], options: 'side', pinned: true },
    { key: 'dueDate', kind: 'date-range', pinned: true },
    { key: 'openAmount', kind: 'number-range' },
  ],
});
