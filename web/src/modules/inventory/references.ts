import { useCurrencies } from '@/app/stores/currencies';
import type { Edits, ReferenceSource, Row } from '@/documents/document-ui';
import { inUseBy } from '../system/references';

export { productIdOf, unitsOfProducts, useProducts, type ProductFacts } from './useProducts';

const inUse = () => ({ archived: false });

export const productSource: ReferenceSource = {
  path: '/inventory/products',
  query: inUse,
  // Loaded with the first look-up: the menu needs no arithmetic.
  figures: (rows, edits) => import('./available').then(({ availableOf }) => availableOf(rows, edits)),
};
export const warehouseSource: ReferenceSource = { path: '/inventory/warehouses', query: inUseBy };
export const categorySource: ReferenceSource = { path: '/inventory/categories', query: inUse };

const isForeign = ({ currency }: Edits) => Boolean(currency) && currency !== useCurrencies().base();

/** What a picked product brings to a line: its price only where that is in the currency of the document. */
export const fromProduct = (product: Row, line: Edits, edits: Edits): Edits => ({
  unit: product['unit'],
  taxRate: product['taxRate'],
  price: (isForeign(edits) ? null : product['salePrice']) ?? line['price'] ?? null,
  quantity: line['quantity'] ?? '1',
  discountRate: line['discountRate'] ?? '0',
});
