import { Boxes, FolderTree, Package, PackageSearch, ScrollText, Warehouse } from '@lucide/vue';
import { PRODUCT_KINDS } from '@guanxi/shared/inventory';
import type { Ref, Schemas } from '@/api/types';
import { columnsOf, defineLogUi, defineMasterUi, fieldsOf, ofType } from '@/documents/define';
import { isRef, type Row } from '@/documents/document-ui';
import { pageOf } from '@/documents/registry';
import { companyChoice, userSource } from '../system/references';
import { categorySource, productSource, warehouseSource } from './references';

const category = columnsOf<Schemas['CategoryView']>();
const categoryField = fieldsOf<Schemas['CategoryInput']>();

export const categoryUi = defineMasterUi({
  module: 'inventory',
  resource: 'category',
  path: '/inventory/categories',
  icon: FolderTree,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    category.text('name', { minWidth: 200, sort: 'sortKey' }),
    category.code('code'),
    category.ref('parent', { leads: ofType('category', 'parent') }),
    category.active('archived'),
    category.instant('updatedAt'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        categoryField.text('name', { required: true, span: 2 }),
        categoryField.text('code', { required: true }),
        categoryField.reference('parent', { source: categorySource, show: { leads: ofType('category', 'parent') } }),
      ],
    },
  ],
});

const product = columnsOf<Schemas['ProductRow']>();
const productField = fieldsOf<Schemas['ProductInput']>();

export const productUi = defineMasterUi({
  module: 'inventory',
  resource: 'product',
  path: '/inventory/products',
  icon: Package,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    product.party('name', { sort: 'sortKey' }),
    product.code('code', { width: 150, sort: true }),
    product.text('specification', { secondary: true }),
    product.ref('category'),
    product.dictionary('unit', { options: 'unit', width: 72 }),
    product.money('salePrice', { width: 116 }),
    product.money('purchasePrice', { width: 116, secondary: true }),
    product.percent('taxRate', { width: 72 }),
    product.active('archived'),
    product.code('barcode', { hidden: true, width: 150 }),
    product.instant('updatedAt', { hidden: true }),
    product.instant('createdAt', { sort: true, hidden: true }),
  ],
  filters: [
    { key: 'categoryId', kind: 'reference', source: categorySource, pinned: true },
    { key: 'kind', kind: 'choice', values: PRODUCT_KINDS, options: 'productKind', pinned: true },
    { key: 'archived', kind: 'flag', options: 'archived', pinned: true },
  ],
  facts: [
    product.money('salePrice', { big: true }),
    product.money('purchasePrice'),
    product.percent('taxRate'),
    product.dictionary('unit', { options: 'unit' }),
    product.ref('category'),
  ],
  panels: () => [
    { ui: stockUi, filter: 'productId', preset: 'product' },
    { ui: demandUi, filter: 'productId', preset: 'product' },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        productField.text('name', { required: true, span: 2 }),
        productField.text('code', { required: true }),
        productField.reference('category', { source: categorySource }),
        productField.text('nameEn', { span: 2 }),
        productField.text('specification', { span: 2 }),
        productField.choice('kind', {
          values: PRODUCT_KINDS,
          options: 'productKind',
          required: true,
          default: 'goods',
        }),
        productField.text('barcode'),
      ],
    },
    {
      key: 'prices',
      fields: [
        productField.dictionary('unit', { options: 'unit', required: true }),
        productField.percent('taxRate', { required: true, default: '13' }),
        productField.decimal('salePrice', { show: { kind: 'money' } }),
        productField.decimal('purchasePrice', { show: { kind: 'money' } }),
        productField.custom('units', {
          span: 4,
          default: () => [],
          component: () => import('./ProductUnits.vue'),
          viewer: () => import('./ProductUnitsView.vue'),
        }),
      ],
    },
    { key: 'note', fields: [productField.textarea('note', { span: 4 })] },
  ],
});

const warehouse = columnsOf<Schemas['WarehouseView']>();
const warehouseField = fieldsOf<Schemas['WarehouseInput']>();

export const warehouseUi = defineMasterUi({
  module: 'inventory',
  resource: 'warehouse',
  path: '/inventory/warehouses',
  icon: Warehouse,
  title: (row) => String(row['name'] ?? ''),
  panels: () => [{ ui: stockUi, filter: 'warehouseId', preset: 'warehouse' }],
  columns: [
    warehouse.text('name', { minWidth: 200 }),
    warehouse.code('code', { sort: true }),
    warehouse.person('keeper', { secondary: false, width: 140 }),
    warehouse.text('address', { minWidth: 220 }),
    warehouse.flag('negativeAllowed', { width: 120 }),
    warehouse.active('archived'),
    warehouse.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        warehouseField.text('name', { required: true, span: 2 }),
        warehouseField.text('code', { required: true }),
        warehouseField.reference('keeper', { source: userSource }),
        warehouseField.reference('company', companyChoice),
        warehouseField.text('address', { span: 4 }),
        warehouseField.flag('negativeAllowed', { span: 4, hint: true }),
      ],
    },
  ],
});

const productName = (row: Row) => (row['product'] as Ref | undefined)?.name ?? '';
const idOf = (ref: unknown) => (isRef(ref) ? ref.id : '');
const stock = columnsOf<Schemas['StockView']>();

export const stockUi = defineLogUi({
  module: 'inventory',
  resource: 'stock',
  path: '/inventory/stock',
  icon: Boxes,
  title: productName,
  leadsTo: (row) => `/inventory/stock-ledger?productId=${idOf(row['product'])}&warehouseId=${idOf(row['warehouse'])}`,
  columns: [
    stock.product('product'),
    stock.ref('warehouse', { width: 160 }),
    stock.quantity('onHand', { unit: 'unit', width: 130 }),
    stock.quantity('reserved', { unit: 'unit', width: 130 }),
    stock.quantity('available', { unit: 'unit', width: 130 }),
    stock.money('value', { total: true, width: 150 }),
    stock.instant('updatedAt', { sort: true }),
  ],
  filters: [
    { key: 'productId', kind: 'reference', source: productSource, pinned: true },
    { key: 'warehouseId', kind: 'reference', source: warehouseSource, pinned: true },
  ],
});

const demand = columnsOf<Schemas['DemandView']>();

export const demandUi = defineLogUi({
  module: 'inventory',
  resource: 'demand',
  path: '/inventory/demands',
  icon: PackageSearch,
  title: productName,
  leadsTo: (row) => pageOf(row['orderType'], row['orderId']),
  columns: [
    demand.product('product'),
    demand.ref('warehouse', { width: 160 }),
    demand.choice('orderType', { options: 'documentType', width: 110 }),
    demand.date('promisedDate'),
    demand.quantity('quantity', { unit: 'unit', width: 130 }),
    demand.quantity('reserved', { unit: 'unit', width: 130 }),
    demand.quantity('short', { unit: 'unit', width: 130 }),
    demand.instant('createdAt', { sort: true }),
  ],
  filters: [
    { key: 'productId', kind: 'reference', source: productSource, pinned: true },
    { key: 'warehouseId', kind: 'reference', source: warehouseSource, pinned: true },
    { key: 'promisedDate', kind: 'date-range', pinned: true },
  ],
});

const ledger = columnsOf<Schemas['StockLedgerView']>();

export const stockLedgerUi = defineLogUi({
  module: 'inventory',
  resource: 'stock-ledger',
  path: '/inventory/stock-ledger',
  icon: ScrollText,
  title: productName,
  leadsTo: (row) => pageOf(row['documentType'], row['documentId']),
  columns: [
    ledger.product('product'),
    ledger.ref('warehouse', { width: 124 }),
    ledger.choice('documentType', { options: 'documentType', width: 104 }),
    ledger.quantity('quantity', { width: 100 }),
    ledger.quantity('balanceAfter', { width: 104 }),
    ledger.money('value', { width: 120 }),
    ledger.money('valueAfter', { width: 124 }),
    ledger.date('date'),
    ledger.instant('at', { sort: true }),
  ],
  filters: [
    { key: 'productId', kind: 'reference', source: productSource, pinned: true },
    { key: 'warehouseId', kind: 'reference', source: warehouseSource, pinned: true },
    { key: 'date', kind: 'date-range', pinned: true },
  ],
});
