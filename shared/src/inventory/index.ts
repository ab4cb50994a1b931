import { defineDocument, EXECUTION } from '../documents/index.js';
import { defineResource } from '../kernel/index.js';

export const category = defineResource({ type: 'category', module: 'inventory', path: 'inventory/categories' });
export const product = defineResource({
  type: 'product',
  module: 'inventory',
  path: 'inventory/products',
  sensitive: ['purchasePrice', 'salePrice'],
});
export const warehouse = defineResource({ type: 'warehouse', module: 'inventory', path: 'inventory/warehouses' });
export const stock = defineResource({
  type: 'stock',
  module: 'inventory',
  path: 'inventory/stock',
  actions: ['read', 'export'],
  sensitive: ['value'],
});
export const stockLedger = defineResource({
  type: 'stock-ledger',
  module: 'inventory',
  path: 'inventory/stock-ledger',
  actions: ['read', 'export'],
  sensitive: ['value', 'valueAfter'],
});

/** What orders still need, and how much of it is set aside for them. */
export const demand = defineResource({
  type: 'demand',
  module: 'inventory',
  path: 'inventory/demands',
  actions: ['read', 'export'],
});

export const PRODUCT_KINDS = ['goods', 'service'] as const;

/** Other receipts and issues are commitments: nothing else has approved them before. */
export const stockEntry = defineDocument({
  type: 'stock-entry',
  module: 'inventory',
  path: 'inventory/stock-entries',
  approval: 'commitment',
  lifecycle: EXECUTION,
  numbering: { prefix: 'SE', datePart: 'yyyyMM', digits: 4, gapless: false },
  sensitive: ['unitCost', 'cost', 'amount'],
});
export const stockIssue = defineDocument({
  type: 'stock-issue',
  module: 'inventory',
  path: 'inventory/stock-issues',
  approval: 'commitment',
  lifecycle: EXECUTION,
  numbering: { prefix: 'SI', datePart: 'yyyyMM', digits: 4, gapless: false },
});

export const STOCK_ENTRY_REASONS = ['opening', 'found', 'produced', 'gift', 'other'] as const;
export const STOCK_ISSUE_REASONS = ['used', 'scrap', 'lost', 'gift', 'other'] as const;
