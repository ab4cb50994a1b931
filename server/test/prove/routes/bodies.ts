import { INPUTS } from '../../support/factories.js';
import { PASSWORD } from '../../support/world.js';
import { nameOf, resolve, ROUTES, type Route, type Schema } from './route.js';
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

/** Valid objects within bodies by the name of their class, where the bodies above have none. */
const NESTED: Readonly<Record<string, Json>> = {
  AddressInput: { kind: 'delivery', street: 'Jinji Lake Road 1' },
  FlowConditionInput: { field: 'amount', operator: 'gt', value: '100000' },
  FlowStepInput: { name: 'Superior', mode: 'any', approver: { kind: 'superior', level: 1 } },
  InvoiceTitleInput: { title: 'Wosk Automation' },
  ProductUnitInput: { unit: 'box', numerator: '10', denominator: '1' },
  ReceiptLineInput: { itemId: '01900000-0000-7000-8000-000000000000', amount: '1' },
};

const CREATIONS = new Map(ROUTES.map((route) => [route.body?.name, route]));

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

/** A body that gives every field of a change that the creation gives. */
export function fullBody(stage: Stage, route: Route): Json {
  const { name, schema } = route.body!;
  if (!name.endsWith('Patch')) return validBody(stage, route);
  const creation = CREATIONS.get(name.replace(/Patch$/, 'Input'));
  const body = creation ? validBody(stage, creation) : {};
  return Object.fromEntries(Object.entries(body).filter(([field]) => field in (schema.properties ?? {})));
}

/** The object in a field of a body, or the first of a list. @throws when there is no example of its class. */
export function nestedBody(body: Json, { name, isList, className }: Nest): Json {
  const given = isList ? (body[name] as Json[] | undefined)?.[0] : (body[name] as Json | undefined);
  const example = given ?? NESTED[className];
  if (!example) throw new Error(`${className} has no example in test/prove/routes/bodies.ts`);
  return example;
}

/** The fields of a class with their schemas. */
export const fieldsOf = (schema: Schema): [string, Schema][] => Object.entries(schema.properties ?? {});

/** A field that holds an object, or a list of them. */
export interface Nest {
  readonly name: string;
  readonly isList: boolean;
  readonly className: string;
  readonly schema: Schema;
}

/** The fields of a class that hold objects of other classes. */
export const nestedIn = (schema: Schema): Nest[] =>
  fieldsOf(schema).flatMap(([name, field]) => {
    const reference = field.items ?? field.anyOf?.find((one) => one.$ref) ?? field;
    if (!reference.$ref) return [];
    return [{ name, isList: field.items !== undefined, className: nameOf(reference.$ref), schema: resolve(reference) }];
  });

const isType = ({ type }: Schema, wanted: string): boolean =>
  type === wanted || (Array.isArray(type) && type.includes(wanted));

export const isText = (schema: Schema): boolean => isType(schema, 'string');

/** The field in which bodies name a record of a type. */
export const referenceTo = (type: string): string =>
  `${type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Id`;

/** The fields of all bodies and of the objects in them. */
export const REFERENCES: ReadonlySet<string> = new Set(
  ROUTES.flatMap(({ body }) =>
    body ? [body.schema, ...nestedIn(body.schema).map(({ schema }) => schema)] : [],
  ).flatMap((schema) => fieldsOf(schema).map(([name]) => name)),
);
