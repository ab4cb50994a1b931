import { resolve, type Field } from '@/documents/document-ui';
import { resourceByType } from '@/documents/registry';
import { sentAs } from '@/documents/values';
import type { FlowCondition } from './approval-flow.ui';
import { currencyChoice, departmentSource, userSource } from './references';

type Operator = FlowCondition['operator'];
const EQUAL: Operator[] = ['eq', 'ne', 'in'];
const ORDERED: Operator[] = ['gte', 'gt', 'lt', 'lte', ...EQUAL];

const COMMON: Field[] = [
  { key: 'amount', kind: 'decimal' },
  { key: 'department', kind: 'reference', source: departmentSource },
  { key: 'owner', kind: 'reference', source: userSource },
  { key: 'currency', kind: 'choice', values: currencyChoice.values, words: currencyChoice.words },
];
/** Quotations and orders know more of their terms. */
const TRADE: Field[] = [
  { key: 'discountDepth', kind: 'decimal' },
  { key: 'customerLevel', kind: 'dictionary', options: 'level' },
];
const OWN: Partial<Record<string, Field[]>> = {
  quotation: TRADE,
  'sales-order': [...TRADE, { key: 'creditExcess', kind: 'decimal' }],
};

/** What conditions may ask of documents of a type: what all have, terms of its own, and the records that its form names. */
export function flowFields(documentType: string): Field[] {
  const fields = [...COMMON, ...(OWN[documentType] ?? [])];
  const inForm = resourceByType(documentType)?.sections.flatMap((section) => section.fields) ?? [];
  const named = inForm.filter(({ kind, visible }) => kind === 'reference' && resolve(visible, {}, true));
  return [...fields, ...named.filter(({ key }) => !fields.some((field) => field.key === key))];
}

/** The field of a condition; undefined where somebody named one that is not offered. */
export const flowField = (documentType: string, name: string): Field | undefined =>
  flowFields(documentType).find((field) => sentAs(field) === name);

/** Only what has an order can be more or less. */
export const operatorsOf = (field: Field | undefined): Operator[] =>
  !field || field.kind === 'decimal' ? ORDERED : EQUAL;

/** What a condition compares with: one value, or several with commas between them. */
export const valuesOf = ({ value }: FlowCondition): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
