import { defineDocument, EXECUTION } from '../documents/index.js';
import { defineResource } from '../kernel/index.js';

/** What is noted at submission, for flows to ask. */
const NOTED = { discountDepth: '0', customerLevel: null };

export const quotation = defineDocument({
  type: 'quotation',
  module: 'sales-orders',
  path: 'sales-orders/quotations',
  approval: 'commitment',
  numbering: { prefix: 'QT', datePart: 'yyyyMM', digits: 4, gapless: false },
  progress: ['order'],
  fixedFields: ['customerId', 'currency', 'ownerId', 'date'],
  uncopied: NOTED,
});
export const salesOrder = defineDocument({
  type: 'sales-order',
  module: 'sales-orders',
  path: 'sales-orders',
  approval: 'commitment',
  numbering: { prefix: 'SO', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['quotation'],
  progress: ['delivery', 'invoice'],
  sideFields: ['note', 'tags', 'promisedDate', 'customerOrderNo'],
  fixedFields: ['customerId', 'currency', 'ownerId', 'date', 'quotationId'],
  follows: { creditExcess: { type: 'customer', field: 'creditLimit' } },
  uncopied: { ...NOTED, quotationId: null, quotationLineId: null, creditExcess: '0' },
  flows: [
    {
      zh: '超信用额度',
      en: 'Over the credit limit',
      priority: 100,
      conditions: [{ field: 'creditExcess', operator: 'gt', value: '0' }],
      superiors: 2,
    },
  ],
});
export const delivery = defineDocument({
  type: 'delivery',
  module: 'sales-orders',
  path: 'sales-orders/deliveries',
  approval: 'release',
  executes: 'sales-order',
  lifecycle: EXECUTION,
  numbering: { prefix: 'DN', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['sales-order'],
  progress: ['invoice'],
  sideFields: ['note', 'tags', 'carrier', 'trackingNo', 'receivedDate'],
});
export const salesInvoice = defineDocument({
  type: 'sales-invoice',
  module: 'sales-orders',
  path: 'sales-orders/sales-invoices',
  approval: 'release',
  executes: 'sales-order',
  lifecycle: EXECUTION,
  numbering: { prefix: 'INV', datePart: 'yyyy', digits: 6, gapless: true },
  origins: ['delivery'],
  progress: ['settlement'],
});
export const receipt = defineDocument({
  type: 'receipt',
  module: 'sales-orders',
  path: 'sales-orders/receipts',
  approval: 'release',
  executes: 'sales-order',
  lifecycle: EXECUTION,
  numbering: { prefix: 'RC', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['sales-invoice'],
  progress: ['settlement'],
  actions: ['read', 'create', 'update', 'delete', 'submit', 'void', 'settle', 'export'],
  sideFields: ['note', 'tags', 'reference'],
});
export const openingBalance = defineDocument({
  type: 'opening-balance',
  module: 'sales-orders',
  path: 'sales-orders/opening-balances',
  approval: 'commitment',
  lifecycle: EXECUTION,
  numbering: { prefix: 'OB', datePart: 'yyyyMM', digits: 4, gapless: false },
  progress: ['settlement'],
});
/** What customers owe and what they have paid ahead, item by item. */
export const receivable = defineResource({
  type: 'receivable',
  module: 'sales-orders',
  path: 'sales-orders/receivables',
  scope: 'owner',
  actions: ['read', 'export'],
});

export const INVOICE_KINDS = ['special', 'normal', 'digital'] as const;
export const RECEIPT_METHODS = ['transfer', 'cash', 'cheque', 'card', 'online', 'bill'] as const;
