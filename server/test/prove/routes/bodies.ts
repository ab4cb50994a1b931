import { INPUTS } from '../../support/factories.js';
import { PASSWORD } from '../../support/world.js';
import { resolve, type Route, type Schema } from './route.js';
import type { Json, Stage } from './stage.js';

const DAY = '2026-11-02';
const first = (stage: Stage, type: string): Json => (stage.record(type)['lines'] as Json[])[0]!;
const goods = ({ ground }: Stage): Json => ({ productId: ground.product.id, quantity: '1' });

/** Valid bodies of documents and acts by the name of their class; those of master data come from the factories. */
const BODIES: Readonly<Record<string, (stage: Stage) => Json>> = {
  SignInInput: () => ({ login: 'nobody.here', password: PASSWORD }),
  LinkInput: () => ({ password: PASSWORD }),
  PasswordInput: () => ({ current: 'not-the-password-1', next: `${PASSWORD}x` }),
  ReleaseInput: () => ({ taskIds: [] }),
  SetupInput: () => ({
    token: 'x',
    company: {
      ...{ name: 'Second', country: 'CN', timeZone: 'Asia/Shanghai', language: 'en', baseCurrency: 'CNY' },
      ...{ preset: 'trading', content: 'empty' },
    },
    administrator: { name: 'A', login: 'second.admin', password: PASSWORD },
    second: { name: 'B', login: 'second.second' },
  }),
  CompanyInput: ({ world }) => ({
    ...{ name: 'Third', country: 'CN', timeZone: 'Asia/Shanghai', language: 'en' },
    ...{ releasePolicy: 'release', finalPoolIds: [world.admin.id, world.second.id] },
  }),
  NumberingRuleInput: () => ({ documentType: 'stock-issue', prefix: 'LY' }),
  MePatch: () => ({ language: 'en' }),
  ExchangeRateInput: () => ({ date: DAY, rate: '7.2' }),
  DemoSignInInput: ({ world }) => ({ userId: world.admin.id }),
  SimulationInput: ({ world }) => ({ documentType: 'quotation', userId: world.admin.id, amount: '10' }),
  CommentPost: () => ({ text: 'As agreed by telephone' }),
  CommentInput: () => ({ comment: 'Fine' }),
  AmendInput: () => ({ reason: 'Other quantities' }),
  ReasonInput: () => ({ reason: 'No longer wanted' }),
  TransferInput: ({ world }) => ({ userId: world.second.id }),
  StockEntryInput: (stage) => ({
    ...{ warehouseId: stage.ground.warehouse.id, reason: 'found' },
    lines: [{ ...goods(stage), unitCost: '4000' }],
  }),
  StockIssueInput: (stage) => ({
    ...{ warehouseId: stage.ground.warehouse.id, reason: 'used', lines: [goods(stage)] },
  }),
  QuotationInput: (stage) => ({ customerId: stage.ground.customer.id, lines: [goods(stage)] }),
  SalesOrderInput: (stage) => ({ customerId: stage.ground.customer.id, lines: [goods(stage)] }),
  TakeUpInput: () => ({}),
  DeliverInput: () => ({}),
  BillInput: () => ({}),
  DeliveryInput: (stage) => ({
    warehouseId: stage.ground.warehouse.id,
    lines: [{ orderLineId: first(stage, 'delivery')['orderLineId'], quantity: '1' }],
  }),
  SalesInvoiceInput: (stage) => ({
    lines: [{ deliveryLineId: first(stage, 'sales-invoice')['deliveryLineId'], quantity: '1' }],
  }),
  ReceiptInput: ({ ground }) => ({
    ...{ customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '10', lines: [] },
  }),
  SettleInput: (stage) => ({ lines: [{ itemId: stage.record('receivable').id, amount: '1' }] }),
  OpeningBalanceInput: ({ ground }) => ({ customerId: ground.customer.id, amount: '10' }),
  ReimburseInput: ({ ground }) => ({ fundAccountId: ground.account.id }),
  ExpenseInput: () => ({
    purpose: 'Visit to Wuxi',
    lines: [{ category: 'travel', date: DAY, description: 'Train', amount: '12' }],
  }),
};

const kebab = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();

/** A body that the route takes; a change may be empty. @throws when there is no example of its class. */
export function validBody(stage: Stage, { body }: Route): Json {
  if (!body) return {};
  const known = BODIES[body.name];
  if (known) return known(stage);
  if (body.name.endsWith('Patch')) return {};
  const input = INPUTS[kebab(body.name.replace(/Input$/, ''))];
  if (!input) throw new Error(`${body.name} has no example in test/prove/routes/bodies.ts`);
  return input(stage.ground);
}

/** The fields of a class with their schemas. */
export const fieldsOf = (schema: Schema): [string, Schema][] => Object.entries(schema.properties ?? {});

const isType = ({ type }: Schema, wanted: string): boolean =>
  type === wanted || (Array.isArray(type) && type.includes(wanted));

export const isText = (schema: Schema): boolean => isType(schema, 'string');

/** Fields that hold lists of objects, with the schema of one. */
export const listsOf = (schema: Schema): [string, Schema][] =>
  fieldsOf(schema).flatMap(([name, field]) =>
    isType(field, 'array') && field.items?.$ref ? [[name, resolve(field.items)] as [string, Schema]] : [],
  );

/** The shortest object of a class: what it requires, filled with anything; for cases that look at one field only. */
export const hollow = (schema: Schema): Json => Object.fromEntries((schema.required ?? []).map((name) => [name, 'x']));
