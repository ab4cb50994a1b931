import { Coins, Hash, Landmark, LibraryBig, LockKeyhole, Percent, ScrollText } from '@lucide/vue';
import { DICTIONARY_TYPES } from '@guanxi/shared/system';
import type { Ref, Schemas } from '@/api/types';
import { useCurrencies } from '@/app/stores/currencies';
import { isRef } from '@/documents/document-ui';
import { columnsOf, defineLogUi, defineMasterUi, fieldsOf } from '@/documents/define';
import { pageOf } from '@/documents/registry';
import { documentTypes } from './documentTypes';
import { companyChoice, currencyChoice, fundAccountSource } from './references';

const entry = columnsOf<Schemas['DictionaryView']>();
const entryField = fieldsOf<Schemas['DictionaryInput']>();

export const dictionaryUi = defineMasterUi({
  module: 'system',
  resource: 'dictionary',
  path: '/system/dictionaries',
  icon: LibraryBig,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    entry.text('name', { minWidth: 180 }),
    entry.text('nameEn'),
    entry.code('code', { width: 160 }),
    entry.choice('type', { options: 'dictionaryType', width: 140 }),
    entry.integer('sortNo', { sort: true }),
    entry.active('archived'),
  ],
  filters: [
    { key: 'type', kind: 'choice', values: DICTIONARY_TYPES, options: 'dictionaryType', pinned: true },
    { key: 'archived', kind: 'flag', options: 'archived' },
  ],
  sections: [
    {
      key: 'main',
      fields: [
        entryField.choice('type', {
          values: DICTIONARY_TYPES,
          options: 'dictionaryType',
          required: true,
          only: 'create',
        }),
        entryField.text('code', { required: true, only: 'create' }),
        entryField.text('name', { required: true }),
        entryField.text('nameEn'),
        entryField.integer('sortNo'),
      ],
    },
  ],
});

const currency = columnsOf<Schemas['CurrencyView']>();
const currencyField = fieldsOf<Schemas['CurrencyInput']>();

export const currencyUi = defineMasterUi({
  module: 'system',
  resource: 'currency',
  path: '/system/currencies',
  icon: Coins,
  title: (row) => `${String(row['code'] ?? '')} ${String(row['name'] ?? '')}`,
  saved: () => useCurrencies().load(),
  summary: () => import('./ExchangeRates.vue'),
  columns: [
    currency.code('code', { width: 110, sort: true }),
    currency.text('name'),
    currency.text('symbol', { minWidth: 80 }),
    currency.integer('minorUnit', { width: 110 }),
    currency.quantity('rate', { width: 130 }),
    currency.date('rateDate', { width: 120 }),
    currency.active('archived'),
    currency.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        currencyField.text('code', { required: true, only: 'create' }),
        currencyField.text('name', { required: true }),
        currencyField.text('symbol', { required: true }),
        currencyField.integer('minorUnit', { required: true, default: 2 }),
        currencyField.decimal('rate', { required: true, hint: true }),
        currencyField.date('rateDate', { required: true }),
      ],
    },
  ],
});

const taxRate = columnsOf<Schemas['TaxRateView']>();
const taxRateField = fieldsOf<Schemas['TaxRateInput']>();

export const taxRateUi = defineMasterUi({
  module: 'system',
  resource: 'tax-rate',
  path: '/system/tax-rates',
  icon: Percent,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    taxRate.text('name', { minWidth: 180 }),
    taxRate.code('code', { sort: true }),
    taxRate.percent('rate', { width: 100 }),
    taxRate.date('validFrom', { width: 120 }),
    taxRate.date('validTo', { width: 120 }),
    taxRate.active('archived'),
    taxRate.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        taxRateField.text('code', { required: true }),
        taxRateField.text('name', { required: true }),
        taxRateField.percent('rate', { required: true }),
        taxRateField.date('validFrom', { required: true }),
        taxRateField.date('validTo'),
      ],
    },
  ],
});

const account = columnsOf<Schemas['FundAccountView']>();
const accountField = fieldsOf<Schemas['FundAccountInput']>();

export const fundAccountUi = defineMasterUi({
  module: 'system',
  resource: 'fund-account',
  path: '/system/fund-accounts',
  icon: Landmark,
  title: (row) => String(row['name'] ?? ''),
  columns: [
    account.text('name', { minWidth: 180 }),
    account.code('code', { sort: true }),
    account.choice('kind', { options: 'accountKind' }),
    account.code('currency', { width: 80 }),
    account.money('balance', { unit: 'currency' }),
    account.text('bankName', { secondary: true }),
    account.active('archived'),
    account.instant('createdAt', { sort: true, hidden: true }),
  ],
  facts: [
    account.money('balance', { unit: 'currency', big: true }),
    account.text('bankName'),
    account.code('accountNo'),
  ],
  panels: () => [{ ui: fundLedgerUi, filter: 'accountId', preset: 'account' }],
  sections: [
    {
      key: 'main',
      fields: [
        accountField.text('code', { required: true }),
        accountField.text('name', { required: true }),
        accountField.reference('company', companyChoice),
        accountField.choice('kind', {
          values: ['bank', 'cash'],
          options: 'accountKind',
          required: true,
          default: 'bank',
        }),
        accountField.choice('currency', currencyChoice),
        accountField.text('bankName', { visible: (edits) => edits['kind'] === 'bank', span: 2 }),
        accountField.text('accountNo', { visible: (edits) => edits['kind'] === 'bank', span: 2 }),
        accountField.flag('overdraft', { span: 4 }),
      ],
    },
  ],
});

const movement = columnsOf<Schemas['FundLedgerView']>();

export const fundLedgerUi = defineLogUi({
  module: 'system',
  resource: 'fund-ledger',
  path: '/system/fund-ledger',
  icon: ScrollText,
  title: (row) => (isRef(row['account']) ? row['account'].name : ''),
  defaultSort: '-at',
  leadsTo: (row) => pageOf(row['documentType'], row['documentId']),
  columns: [
    movement.instant('at', { width: 130, secondary: false, sort: true }),
    movement.ref('account', { width: undefined, minWidth: 160 }),
    movement.choice('documentType', { options: 'recordType', width: 110 }),
    movement.money('amount', { unit: 'currency', width: 140 }),
    movement.money('balanceAfter', { unit: 'currency', width: 150 }),
    movement.date('date'),
  ],
  filters: [
    { key: 'accountId', kind: 'reference', source: fundAccountSource, pinned: true },
    { key: 'date', kind: 'date-range', pinned: true },
    { key: 'amount', kind: 'number-range' },
  ],
});

const rule = columnsOf<Schemas['NumberingRuleView']>();
const ruleField = fieldsOf<Schemas['NumberingRuleInput']>();
const DATE_PARTS = ['yyyyMM', 'yyyyMMdd', 'yyyy'] as const;

export const numberingRuleUi = defineMasterUi({
  module: 'system',
  resource: 'numbering-rule',
  path: '/system/numbering-rules',
  icon: Hash,
  title: (row) => String(row['prefix'] ?? ''),
  columns: [
    rule.choice('documentType', { options: 'recordType', width: 180, sort: true }),
    rule.ref('company', { secondary: true }),
    rule.code('prefix'),
    rule.choice('datePart', { options: 'datePart', width: 140 }),
    rule.integer('digits'),
    rule.flag('gapless', { width: 110 }),
    rule.flag('perDepartment', { width: 130 }),
    rule.active('archived'),
    rule.instant('updatedAt'),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        ruleField.choice('documentType', {
          values: documentTypes,
          options: 'recordType',
          required: true,
          only: 'create',
        }),
        ruleField.reference('company', { ...companyChoice, only: 'create' }),
        ruleField.text('prefix', { required: true }),
        ruleField.choice('datePart', { values: DATE_PARTS, options: 'datePart', default: 'yyyyMM' }),
        ruleField.integer('digits', { required: true, default: 4 }),
        ruleField.flag('gapless', { span: 4, hint: true }),
        ruleField.flag('perDepartment', { span: 4, hint: true }),
      ],
    },
  ],
});

const period = columnsOf<Schemas['PeriodView']>();
const periodField = fieldsOf<Schemas['PeriodPatch']>();

export const periodUi = defineMasterUi({
  module: 'system',
  resource: 'period',
  path: '/system/periods',
  icon: LockKeyhole,
  title: (row) => String((row['company'] as Ref | undefined)?.name ?? ''),
  searchable: false,
  can: { create: false, remove: false, archive: false },
  columns: [
    period.ref('company', { minWidth: 220 }),
    period.date('closedThrough', { width: 150 }),
    period.date('lockedThrough', { width: 150 }),
    period.instant('updatedAt'),
    period.instant('createdAt', { sort: true, hidden: true }),
  ],
  sections: [
    {
      key: 'main',
      fields: [
        periodField.date('closedThrough', { required: true, hint: true, span: 2 }),
        periodField.custom('lockedThrough', {
          ...{ required: true, hint: true, span: 2 },
          component: () => import('./LockedThrough.vue'),
          show: { kind: 'date' },
        }),
      ],
    },
  ],
});
