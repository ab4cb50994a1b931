import type { Edits, ReferenceSource, Row } from '@/documents/document-ui';
import { inUseBy } from '../system/references';

const inUse = () => ({ archived: false });

export const productSource: ReferenceSource = { path: '/inventory/products', query: inUse };
export const warehouseSource: ReferenceSource = { path: '/inventory/warehouses', query: inUseBy };
export const categorySource: ReferenceSource = { path: '/inventory/categories', query: inUse };

/** What a picked product brings to a line. Prices already entered stay. */
export const fromProduct = (product: Row, line: Edits): Edits => ({
  unit: product['unit'],
  taxRate: product['taxRate'],
  price: product['salePrice'] ?? line['price'] ?? null,
  quantity: line['quantity'] ?? '1',
  discountRate: line['discountRate'] ?? '0',
});
