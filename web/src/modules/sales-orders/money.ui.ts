import { HandCoins, Landmark, ListChecks, ReceiptText, Wallet } from '@lucide/vue';
import { INVOICE_KINDS, RECEIPT_METHODS, receipt as receiptDefinition } from '@guanxi/shared/sales-orders';
import type { Schemas } from '@/api/types';
import { columnsOf, defineDocumentUi, defineLogUi, fieldsOf, lineColumns } from '@/documents/define';
import type { Row } from '@/documents/document-ui';
import { pageOf } from '@/documents/registry';
import { dayOf } from '@/ui/format';
import { customerSource } from '../customers/references';
import { companyChoice, currencyChoice, fundAccountSource, userSource } from '../system/references';
import { customerName, customerOfOrigin, documentFilters, isSettled, takenHead } from './parts';

const invoice = columnsOf<Schemas['SalesInvoiceRow']>();
const invoiceField = fieldsOf<Schemas['SalesInvoicePatch']>();
const invoiced = columnsOf<Schemas['SalesInvoiceLineView']>();
const receipt = columnsOf<Schemas['ReceiptRow']>();
const receiptField = fieldsOf<Schemas['ReceiptInput']>();
const settled = columnsOf<Schemas['ReceiptLineView']>();
const opening = columnsOf<Schemas['OpeningBalanceRow']>();
const openingField = fieldsOf<Schemas['OpeningBalanceInput']>();
const item = columnsOf<Schemas['ReceivableView']>();
const today = () => dayOf(new Date());
const money = { unit: 'currency' };
/** Among what is owed, what was paid ahead counts against it. */
const owed = { ...money, negative: (row: Row) => row['side'] === 'credit' };

export const salesInvoiceUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'sales-invoice',
  path: '/sales-orders/sales-invoices',
  icon: ReceiptText,
  title: customerName,
  can: { create: false },
  columns: [
    invoice.number('number'),
    invoice.party('customer'),
    invoice.status('status'),
    invoice.money('grossAmount', { ...money, total: true }),
    invoice.money('openAmount', { ...money, total: true }),
    invoice.due('dueDate', { met: isSettled }),
    invoice.choice('kind', { options: 'invoiceKind', secondary: true }),
    invoice.person('owner'),
    invoice.instant('createdAt', { sort: true }),
    invoice.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters(
    { key: 'dueDate', kind: 'date-range' },
    { key: 'kind', kind: 'choice', values: INVOICE_KINDS, options: 'invoiceKind' },
    { key: 'openAmount', kind: 'number-range' },
  ),
  facts: [
    invoice.money('grossAmount', { ...money, big: true }),
    invoice.money('openAmount', money),
    invoice.due('dueDate', { met: isSettled }),
    invoice.choice('kind', { options: 'invoiceKind' }),
  ],
  pushDown: [{ to: 'sales-orders.receipt', icon: Wallet }],
  sections: [
    {
      key: 'main',
      fields: [
        customerOfOrigin,
        invoiceField.choice('kind', { values: INVOICE_KINDS, options: 'invoiceKind', required: true }),
        invoiceField.date('date', { required: true }),
        invoiceField.date('dueDate'),
        invoiceField.custom('invoiceTitle', {
          component: () => import('./InvoiceTitle.vue'),
          show: { key: 'invoiceTitle.title', kind: 'text' },
        }),
        invoiceField.text('note', { span: 4 }),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['netAmount', 'taxAmount', 'grossAmount'],
    fixed: true,
    offers: { path: 'open-lines', permission: 'sales-orders.delivery.read' },
    keep: ['deliveryLineId'],
    // The quantity that the amounts of the draft are for.
    known: ({ quantity }) => ({ billed: quantity ?? null }),
    compute: () => import('./invoiceTotals').then((module) => module.invoiceTotals),
    columns: lineColumns<Schemas['SalesInvoiceLineInput'], Schemas['SalesInvoiceLineView']>(
      { key: 'delivery', kind: 'read-only', width: 170 },
      { key: 'product', kind: 'read-only' },
      { key: 'quantity', kind: 'decimal', width: 110, required: true },
      { key: 'unit', kind: 'read-only', dictionary: 'unit', width: 90 },
      { key: 'taxAmount', kind: 'computed', width: 110 },
      { key: 'grossAmount', kind: 'computed', width: 130 },
    ),
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

export const receiptUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'receipt',
  path: '/sales-orders/receipts',
  icon: Wallet,
  title: customerName,
  sideFields: receiptDefinition.sideFields,
  columns: [
    receipt.number('number'),
    receipt.party('customer'),
    receipt.status('status'),
    receipt.money('amount', { ...money, total: true }),
    receipt.money('openAmount', money),
    receipt.choice('method', { options: 'receiptMethod' }),
    receipt.ref('fundAccount', { secondary: true }),
    receipt.date('date'),
    receipt.person('owner'),
    receipt.instant('createdAt', { sort: true }),
    receipt.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters(
    { key: 'fundAccountId', kind: 'reference', source: fundAccountSource },
    { key: 'method', kind: 'choice', values: RECEIPT_METHODS, options: 'receiptMethod' },
  ),
  facts: [
    receipt.money('amount', { ...money, big: true }),
    receipt.money('openAmount', money),
    receipt.ref('fundAccount'),
    receipt.choice('method', { options: 'receiptMethod' }),
    receipt.code('reference'),
  ],
  acts: [
    {
      name: 'settle',
      icon: ListChecks,
      permission: 'sales-orders.receipt.settle',
      visible: (row) => row['status'] === 'effective' && Number(row['openAmount'] ?? 0) > 0,
      dialog: () => import('./SettleDrawer.vue'),
    },
  ],
  origins: {
    'sales-invoice': {
      path: '/sales-orders/sales-invoices',
      map: (view) => ({
        ...takenHead(view, 'customer', 'currency'),
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
        receiptField.reference('customer', { source: customerSource, required: true, span: 2 }),
        receiptField.reference('fundAccount', {
          source: fundAccountSource,
          sole: true,
          required: true,
          fill: (account) => ({ currency: account['currency'] }),
        }),
        receiptField.date('date', { required: true, default: today }),
        receiptField.decimal('amount', { required: true, hint: true, show: { kind: 'money' } }),
        receiptField.choice('method', { values: RECEIPT_METHODS, options: 'receiptMethod', default: 'transfer' }),
        receiptField.text('reference'),
        receiptField.text('note'),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: ['amount'],
    editor: () => import('./ReceiptLines.vue'),
    columns: lineColumns<Schemas['ReceiptLineInput'], Schemas['ReceiptLineView']>(
      { key: 'item', kind: 'reference', required: true },
      { key: 'amount', kind: 'decimal', width: 160, required: true, money: true },
    ),
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
    opening.number('number'),
    opening.party('customer'),
    opening.status('status'),
    opening.money('amount', { ...money, total: true }),
    opening.money('openAmount', money),
    opening.due('dueDate', { met: isSettled }),
    opening.code('reference', { secondary: true }),
    opening.person('owner'),
    opening.instant('createdAt', { sort: true }),
    opening.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters({ key: 'dueDate', kind: 'date-range' }),
  facts: [
    opening.money('amount', { ...money, big: true }),
    opening.money('openAmount', money),
    opening.due('dueDate', { met: isSettled }),
    opening.code('reference'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        openingField.reference('customer', { source: customerSource, required: true, span: 2 }),
        openingField.decimal('amount', { required: true, show: { kind: 'money' } }),
        openingField.choice('currency', currencyChoice),
        openingField.text('reference', { hint: true }),
        openingField.date('date', { required: true, default: today }),
        openingField.date('dueDate'),
        openingField.reference('company', companyChoice),
        openingField.text('note', { span: 2 }),
      ],
    },
  ],
});

export const receivableUi = defineLogUi({
  module: 'sales-orders',
  resource: 'receivable',
  path: '/sales-orders/receivables',
  icon: HandCoins,
  title: customerName,
  leadsTo: (row) => pageOf(row['documentType'], row['id']),
  defaultSort: '-createdAt',
  // Whoever looks for what is settled takes the filter away.
  startWith: { 'openAmount[gte]': '0.01' },
  columns: [
    item.number('number'),
    item.party('customer'),
    item.choice('documentType', { options: 'itemType', width: 110 }),
    item.money('amount', owed),
    item.money('settled', { ...owed, secondary: true }),
    item.money('openAmount', { ...owed, total: true }),
    item.due('dueDate', { met: isSettled }),
    item.person('owner'),
    item.instant('createdAt', { sort: true, hidden: true }),
  ],
  filters: [
    { key: 'customerId', kind: 'reference', source: customerSource, pinned: true },
    { key: 'ownerId', kind: 'reference', source: userSource, pinned: true },
    { key: 'side', kind: 'choice', values: ['debit', 'credit'], options: 'side', pinned: true },
    { key: 'dueDate', kind: 'date-range', pinned: true },
    { key: 'openAmount', kind: 'number-range' },
  ],
});
