import { Building, ContactRound } from '@lucide/vue';
import { CONTACT_ROLES, CUSTOMER_TYPES } from '@guanxi/shared/customers';
import type { Schemas } from '@/api/types';
import { columnsOf, defineMasterUi, fieldsOf, ofType } from '@/documents/define';
import { resourceById } from '@/documents/registry';
import { userSource } from '../system/references';
import { customerSource } from './references';

const column = columnsOf<Schemas['CustomerRow']>();
const field = fieldsOf<Schemas['CustomerInput']>();

/** Records of upper modules that belong to a customer; those that are left out of the console don't appear. */
const RELATED = [
  'customers.contact',
  'relations.interaction',
  'sales-orders.quotation',
  'sales-orders.sales-order',
  'sales-orders.sales-invoice',
  'sales-orders.receipt',
  'sales-orders.receivable',
];

export const customerUi = defineMasterUi({
  module: 'customers',
  resource: 'customer',
  path: '/customers',
  icon: Building,
  title: (row) => String(row['name'] ?? ''),
  mark: (row) => (typeof row['level'] === 'string' ? row['level'] : null),
  summary: () => import('./CreditInUse.vue'),
  panels: () =>
    RELATED.map(resourceById)
      .filter((ui) => ui !== undefined)
      .map((ui) => ({ ui, filter: 'customerId', preset: 'customer' })),
  columns: [
    column.party('name', { mark: 'level', minWidth: 240, sort: 'sortKey' }),
    column.code('code'),
    column.dictionary('stage', { options: 'stage' }),
    column.dictionary('industry', { options: 'industry', width: 130 }),
    column.dictionary('region', { options: 'region' }),
    column.money('creditLimit', { secondary: true }),
    column.person('owner'),
    column.code('phone', { hidden: true, width: 140 }),
    column.dictionary('source', { options: 'source', hidden: true }),
    column.active('archived', { hidden: true }),
    column.instant('updatedAt'),
    column.instant('createdAt', { sort: true, hidden: true }),
  ],
  filters: [
    { key: 'ownerId', kind: 'reference', source: userSource, pinned: true },
    { key: 'level', kind: 'dictionary', options: 'level', pinned: true },
    { key: 'stage', kind: 'dictionary', options: 'stage', pinned: true },
    { key: 'industry', kind: 'dictionary', options: 'industry' },
    { key: 'region', kind: 'dictionary', options: 'region' },
    { key: 'source', kind: 'dictionary', options: 'source' },
    { key: 'type', kind: 'choice', values: CUSTOMER_TYPES, options: 'customerType' },
    { key: 'archived', kind: 'flag', options: 'archived' },
  ],
  facts: [
    column.money('creditLimit', { big: true }),
    column.integer('paymentTermDays'),
    column.dictionary('stage', { options: 'stage' }),
    column.dictionary('region', { options: 'region' }),
    column.code('phone'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        field.text('name', { required: true, span: 2 }),
        field.text('shortName'),
        field.text('code', { hint: true }),
        field.choice('type', {
          values: CUSTOMER_TYPES,
          options: 'customerType',
          default: 'enterprise',
          required: true,
        }),
        field.text('creditCode', { span: 2, visible: (edits) => edits['type'] !== 'person' }),
        field.text('nameEn'),
        field.text('phone'),
        field.text('website', { span: 2 }),
        field.reference('group', { source: customerSource, show: { leads: ofType('customer', 'group') } }),
      ],
    },
    {
      key: 'class',
      fields: [
        field.dictionary('level', { options: 'level' }),
        field.dictionary('stage', { options: 'stage' }),
        field.dictionary('industry', { options: 'industry' }),
        field.dictionary('region', { options: 'region' }),
        field.dictionary('source', { options: 'source' }),
        field.reference('owner', { source: userSource }),
        field.tags('tags', { default: () => [] }),
      ],
    },
    {
      key: 'terms',
      fields: [
        field.decimal('creditLimit', { hint: true, show: { kind: 'money' } }),
        field.integer('paymentTermDays', { default: 30 }),
      ],
    },
    {
      key: 'invoiceTitles',
      fields: [
        field.custom('invoiceTitles', {
          span: 4,
          default: () => [],
          component: () => import('./InvoiceTitles.vue'),
          viewer: () => import('./PartsView.vue'),
        }),
      ],
    },
    {
      key: 'addresses',
      fields: [
        field.custom('addresses', {
          span: 4,
          default: () => [],
          component: () => import('./CustomerAddresses.vue'),
          viewer: () => import('./PartsView.vue'),
        }),
      ],
    },
    { key: 'note', fields: [field.textarea('note', { span: 4 })] },
  ],
});

const contact = columnsOf<Schemas['ContactRow']>();
const contactField = fieldsOf<Schemas['ContactInput']>();

export const contactUi = defineMasterUi({
  module: 'customers',
  resource: 'contact',
  path: '/customers/contacts',
  icon: ContactRound,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    contact.text('name', { minWidth: 120, sort: 'sortKey' }),
    contact.party('customer'),
    contact.text('title', { minWidth: 120 }),
    contact.choice('role', { options: 'contactRole' }),
    contact.code('mobile', { width: 140 }),
    contact.code('phone', { width: 140, secondary: true }),
    contact.code('email', { width: 200, secondary: true }),
    contact.instant('updatedAt'),
    contact.instant('createdAt', { sort: true, hidden: true }),
  ],
  filters: [
    { key: 'customerId', kind: 'reference', source: customerSource, pinned: true },
    { key: 'role', kind: 'choice', values: CONTACT_ROLES, options: 'contactRole', pinned: true },
    { key: 'archived', kind: 'flag', options: 'archived' },
  ],
  facts: [contact.ref('customer'), contact.text('title'), contact.code('mobile'), contact.code('email')],
  sections: [
    {
      key: 'main',
      fields: [
        contactField.reference('customer', { source: customerSource, required: true, span: 2, only: 'create' }),
        contactField.text('name', { required: true }),
        contactField.text('title'),
        contactField.text('mobile'),
        contactField.text('phone'),
        contactField.text('email'),
        contactField.choice('role', { values: CONTACT_ROLES, options: 'contactRole' }),
        contactField.textarea('note', { span: 4 }),
      ],
    },
  ],
});
