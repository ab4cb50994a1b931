import { defineResource } from '../kernel/index.js';

export const category = defineResource({ type: 'category', module: 'inventory', path: 'inventory/categories' });
export const product = defineResource({
  type: 'product',
  module: 'inventory',
  path: 'inventory/products',
  sensitive: ['purchasePrice', 'salePrice'],
});
export const warehouse = defineResource({ type: 'warehouse', module: 'inventory', path: 'inventory/warehouses' });
export const stock = defineResource({ type: 'stock', module: 'inventory', path: 'inventory/stock', actions: ['read', 'export'], sensitive: ['value'] });
export const stockLedger = defineResource({
  type: 'stock-ledger',
  module: 'inventory',
  path: 'inventory/stock-ledger',
  actions: ['read', 'export'],
  sensitive: ['value', 'valueAfter'],
});

export const PRODUCT_KINDS = ['goods', 'service'] as const;
