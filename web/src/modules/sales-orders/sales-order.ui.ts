import { FileCheck2, FileText, Truck } from '@lucide/vue';
import type { Schemas } from '@/api/types';
import { quotation as quotationDefinition, salesOrder as orderDefinition } from '@guanxi/shared/sales-orders';
import { columnsOf, defineDocumentUi, fieldsOf } from '@/documents/define';
import { dayOf } from '@/ui/format';
import { contactSource, customerSource } from '../customers/references';
import { warehouseSource } from '../inventory/references';
import { companyChoice, currencyChoice, userSource } from '../system/references';
import { customerName, documentFilters, isDelivered, pricedLines, TAX_MODES } from './parts';

const quotation = columnsOf<Schemas['QuotationRow']>();
const quoted = fieldsOf<Schemas['QuotationInput']>();
const order = columnsOf<Schemas['SalesOrderRow']>();
const ordered = fieldsOf<Schemas['SalesOrderInput']>();
const quotedProgress = columnsOf<Schemas['QuotationLineView']>().progress('ordered', {
  of: 'baseQuantity',
  width: 124,
});
const orderedLine = columnsOf<Schemas['SalesOrderLineView']>();
/** What there is for a line, and what of it was delivered, in base units. */
const orderedStock = [
  orderedLine.progress('delivered', { of: 'baseQuantity', width: 108 }),
  orderedLine.quantity('available', { width: 70 }),
  orderedLine.quantity('reserved', { width: 92 }),
];
const today = () => dayOf(new Date());
const inDays = (days: number) => dayOf(new Date(Date.now() + days * 86_400_000));

export const quotationUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'quotation',
  path: '/sales-orders/quotations',
  amendable: quotationDefinition,
  icon: FileCheck2,
  title: customerName,
  columns: [
    quotation.number('number'),
    quotation.party('customer'),
    quotation.status('status'),
    quotation.money('grossAmount', { unit: 'currency', total: true }),
    quotation.progress('orderShare', { width: 90 }),
    quotation.due('validUntil'),
    quotation.person('owner'),
    quotation.date('date', { secondary: true }),
    quotation.instant('createdAt', { sort: true }),
    quotation.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters({ key: 'validUntil', kind: 'date-range' }),
  facts: [
    quotation.money('grossAmount', { unit: 'currency', big: true }),
    quotation.money('netAmount', { unit: 'currency' }),
    quotation.due('validUntil'),
    quotation.ref('contact'),
    quotation.choice('taxMode'),
  ],
  pushDown: [{ to: 'sales-orders.sales-order', icon: FileText, act: 'order' }],
  sections: [
    {
      key: 'terms',
      fields: [
        quoted.reference('customer', { source: customerSource, required: true, span: 2 }),
        quoted.reference('contact', { source: contactSource }),
        quoted.date('date', { required: true, default: today }),
        quoted.date('validUntil', { default: () => inDays(30) }),
        quoted.choice('taxMode', { values: TAX_MODES, default: 'inclusive', required: true }),
        quoted.choice('currency', currencyChoice),
        quoted.decimal('discount', { show: { kind: 'money' } }),
        quoted.reference('owner', { source: userSource }),
        quoted.reference('company', companyChoice),
        quoted.text('note', { span: 4 }),
      ],
    },
  ],
  lines: pricedLines([quotedProgress]),
});

export const salesOrderUi = defineDocumentUi({
  module: 'sales-orders',
  resource: 'sales-order',
  path: '/sales-orders',
  amendable: orderDefinition,
  sideFields: orderDefinition.sideFields,
  icon: FileText,
  title: customerName,
  columns: [
    order.number('number'),
    order.party('customer'),
    order.status('status'),
    order.money('grossAmount', { unit: 'currency', total: true }),
    order.progress('deliveryShare'),
    order.due('promisedDate', { met: isDelivered }),
    order.person('owner'),
    order.date('date', { hidden: true }),
    order.instant('createdAt', { sort: true }),
    order.instant('updatedAt', { hidden: true }),
  ],
  filters: documentFilters(
    { key: 'promisedDate', kind: 'date-range' },
    { key: 'warehouseId', kind: 'reference', source: warehouseSource },
    { key: 'amount', kind: 'number-range' },
  ),
  facts: [
    order.money('grossAmount', { unit: 'currency', big: true }),
    order.due('promisedDate', { met: isDelivered }),
    order.ref('warehouse'),
    order.ref('contact'),
    order.code('customerOrderNo'),
  ],
  weighed: [order.money('creditExcess')],
  pushDown: [{ to: 'sales-orders.delivery', icon: Truck, act: 'delivery' }],
  sections: [
    {
      key: 'terms',
      fields: [
        ordered.reference('customer', { source: customerSource, required: true, span: 2 }),
        ordered.reference('contact', { source: contactSource }),
        ordered.text('customerOrderNo'),
        ordered.date('date', { required: true, default: today }),
        ordered.choice('taxMode', { values: TAX_MODES, default: 'inclusive', required: true }),
        ordered.choice('currency', currencyChoice),
        ordered.decimal('discount', { show: { kind: 'money' } }),
        ordered.reference('owner', { source: userSource }),
        ordered.reference('company', companyChoice),
      ],
    },
    {
      key: 'delivery',
      fields: [
        ordered.reference('warehouse', { source: warehouseSource, sole: true }),
        ordered.date('promisedDate'),
        ordered.text('note', { span: 2 }),
      ],
    },
  ],
  lines: pricedLines(orderedStock, { keep: ['quotationLineId'] }),
});
