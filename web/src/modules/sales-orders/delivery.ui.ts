import { ReceiptText, Truck } from '@lucide/vue';
import { delivery as definition } from '@guanxi/shared/sales-orders';
import type { Schemas } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf, lineColumns, ofType } from '@/documents/define';
import { warehouseSource } from '../inventory/references';
import { customerName, customerOfOrigin, documentFilters } from './parts';

const column = columnsOf<Schemas['DeliveryRow']>();
const field = fieldsOf<Schemas['DeliveryInput']>();
const line = columnsOf<Schemas['DeliveryLineView']>();

/** Made from an order: what is still open of it, to be shipped in parts. */
export const deliveryUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'delivery',
  path: '/sales-orders/deliveries',
  icon: Truck,
  title: customerName,
  sideFields: definition.sideFields,
  can: { create: false },
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.ref('warehouse'),
    column.code('trackingNo', { width: 150, secondary: true }),
    column.date('date'),
    column.date('receivedDate', { secondary: true }),
    column.person('owner'),
    column.instant('createdAt', { sort: true }),
    column.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters(
    { key: 'warehouseId', kind: 'reference', source: warehouseSource },
    { key: 'receivedDate', kind: 'date-range' },
  ),
  facts: [
    column.ref('warehouse'),
    column.date('date'),
    column.text('carrier'),
    column.code('trackingNo'),
    column.date('receivedDate'),
  ],
  pushDown: [{ to: 'sales-orders.sales-invoice', icon: ReceiptText, act: 'invoice' }],
  sections: [
    {
      key: 'main',
      fields: [
        customerOfOrigin,
        field.reference('warehouse', { source: warehouseSource, required: true }),
        field.date('date', { required: true }),
        field.text('carrier'),
        field.text('trackingNo'),
        field.date('receivedDate'),
        field.text('note', { span: 2 }),
      ],
    },
  ],
  lines: {
    key: 'lines',
    totals: [],
    fixed: true,
    offers: { path: 'open-lines', permission: 'sales-orders.sales-order.read' },
    keep: ['orderLineId'],
    columns: lineColumns<Schemas['DeliveryLineInput'], Schemas['DeliveryLineView']>(
      { key: 'order', kind: 'read-only', width: 170 },
      { key: 'product', kind: 'read-only' },
      { key: 'quantity', kind: 'decimal', width: 110, required: true },
      { key: 'unit', kind: 'read-only', dictionary: 'unit', width: 90 },
    ),
    view: [
      line.ref('order', { width: 160, leads: ofType('sales-order', 'order') }),
      line.product('product'),
      line.quantity('quantity', { unit: 'unit', width: 130 }),
    ],
  },
});
