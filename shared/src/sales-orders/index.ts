import { defineDocument, EXECUTION } from '../documents/index.js';

export const quotation = defineDocument({
  type: 'quotation',
  module: 'sales-orders',
  path: 'sales-orders/quotations',
  approval: 'commitment',
  numbering: { prefix: 'QT', datePart: 'yyyyMM', digits: 4, gapless: false },
  progress: ['order'],
});
export const salesOrder = defineDocument({
  type: 'sales-order',
  module: 'sales-orders',
  path: 'sales-orders',
  approval: 'commitment',
  numbering: { prefix: 'SO', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['quotation'],
  progress: ['delivery'],
  sideFields: ['note', 'tags', 'promisedDate', 'customerOrderNo'],
});
export const delivery = defineDocument({
  type: 'delivery',
  module: 'sales-orders',
  path: 'sales-orders/deliveries',
  approval: 'release',
  lifecycle: EXECUTION,
  numbering: { prefix: 'DN', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['sales-order'],
  sideFields: ['note', 'tags', 'carrier', 'trackingNo', 'receivedDate'],
});
