import { FileCheck2, FileText, Truck } from '@lucide/vue';
import type { DocumentView, Ref } from '@/api/types';
import { columnsOf, defineDocumentUi, fieldsOf } from '@/documents/define';
import { dayOf } from '@/ui/format';
import { contactSource, customerSource } from '../customers/references';
import { warehouseSource } from '../inventory/references';
import { userSource } from '../system/references';
import { customerName, documentFilters, pricedLines, TAX_MODES } from './parts';

interface OrderView extends DocumentView {
  customer: Ref;
  contact: Ref | null;
  warehouse: Ref | null;
  customerOrderNo: string | null;
  promisedDate: string | null;
  taxMode: string;
  currency: string;
  discount: string;
  netAmount: string;
  orderShare: string | null;
  deliveryShare: string | null;
  taxAmount: string;
  grossAmount: string;
  validUntil: string | null;
  note: string | null;
}
const column = columnsOf<OrderView>();
const field = fieldsOf<OrderView>();
const today = () => dayOf(new Date());
const inDays = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000));

export const quotationUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'quotation',
  path: '/sales-orders/quotations',
  icon: FileCheck2,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('grossAmount', { unit: 'currency', total: true }),
    column.progress('orderShare', { width: 90 }),
    column.due('validUntil'),
    column.person('owner'),
    column.date('date', { secondary: true }),
    column.instant('updatedAt'),
  ],
  filters: documentFilters({ key: 'validUntil', kind: 'date-range' }),
  facts: [
    column.money('grossAmount', { unit: 'currency', big: true }),
    column.money('netAmount', { unit: 'currency' }),
    column.due('validUntil'),
    column.ref('contact'),
    column.choice('taxMode'),
  ],
  pushDown: [{ to: 'sales-orders.sales-order', icon: FileText, act: 'order' }],
  sections: [
    {
      key: 'terms',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.reference('contact', { source: contactSource }),
        field.date('date', { required: true, default: today }),
        field.date('validUntil', { default: () => inDays(30) }),
        field.choice('taxMode', { values: TAX_MODES, default: 'inclusive', required: true }),
        field.decimal('discount', { show: { kind: 'money' } }),
        field.reference('owner', { source: userSource }),
        field.text('note', { span: 4 }),
      ],
    },
  ],
  lines: pricedLines('ordered'),
});

export const salesOrderUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'sales-order',
  path: '/sales-orders',
  icon: FileText,
  title: customerName,
  columns: [
    column.number('number'),
    column.party('customer'),
    column.status('status'),
    column.money('grossAmount', { unit: 'currency', total: true }),
    column.progress('deliveryShare'),
    column.due('promisedDate'),
    column.person('owner'),
    column.date('date', { hidden: true }),
    column.instant('updatedAt'),
  ],
  filters: documentFilters(
    { key: 'promisedDate', kind: 'date-range' },
    { key: 'warehouseId', kind: 'reference', source: warehouseSource },
    { key: 'amount', kind: 'number-range' },
  ),
  facts: [
    column.money('grossAmount', { unit: 'currency', big: true }),
    column.due('promisedDate'),
    column.ref('warehouse'),
    column.ref('contact'),
    column.code('customerOrderNo'),
  ],
  pushDown: [{ to: 'sales-orders.delivery', icon: Truck, act: 'delivery' }],
  sections: [
    {
      key: 'terms',
      fields: [
        field.reference('customer', { source: customerSource, required: true, span: 2 }),
        field.reference('contact', { source: contactSource }),
        field.text('customerOrderNo'),
        field.date('date', { required: true, default: today }),
        field.choice('taxMode', { values: TAX_MODES, default: 'inclusive', required: true }),
        field.decimal('discount', { show: { kind: 'money' } }),
        field.reference('owner', { source: userSource }),
      ],
    },
    {
      key: 'delivery',
      fields: [
        field.reference('warehouse', { source: warehouseSource }),
        field.date('promisedDate'),
        field.text('note', { span: 2 }),
      ],
    },
  ],
  lines: pricedLines('delivered', { keep: ['quotationLineId'] }),
});
