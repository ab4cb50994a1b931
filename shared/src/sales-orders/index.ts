import { defineDocument } from '../documents/index.js';

export const salesOrder = defineDocument({
  type: 'sales-order',
  module: 'sales-orders',
  path: 'sales-orders',
  approval: 'commitment',
  numbering: { prefix: 'SO', datePart: 'yyyyMM', digits: 4, gapless: false },
  origins: ['quotation'],
  progress: ['delivery', 'invoice'],
  sideFields: ['note', 'tags', 'promisedDate', 'customerOrderNo'],
});
