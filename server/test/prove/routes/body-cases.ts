import { fieldsOf, isText, validBody } from './bodies.js';
import type { Case, Refusal } from './judge.js';
import { invalid, maker, MALFORMED, MEDIA_TYPE, TOO_LARGE, type Make } from './make.js';
import { requestFor } from './request.js';
import type { Route, Schema } from './route.js';
import type { Stage } from './stage.js';
import { uploadOf } from './upload.js';

const DEEP = 10_000;
const TEN_MB = 10 * 1024 * 1024;

const LARGE = Buffer.from(JSON.stringify({ name: 'x'.repeat(TEN_MB) }));

const deepList = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
const deepObject = `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`;

/** Texts that are no JSON, or no object. */
const UNREADABLE: Readonly<Record<string, string>> = {
  'cut off': '{"name": ',
  'something after it': '{}}',
  'single quotes': "{'name':1}",
  'not a number': '{"name":NaN}',
  'byte-order mark and rubbish': '\ufeff{]',
  'NUL outside a text': '{"name":\u00001}',
  'prototype as a key': '{"__proto__":{"permissions":["*"]}}',
};
const NO_OBJECT: Readonly<Record<string, string>> = {
  list: '[]',
  text: '"text"',
  null: 'null',
  number: '7',
  'NUL in a key': '{"\\u0000":1}',
  'surrogate in a key': '{"\\ud800":1}',
};

const JSON_LOOKALIKES = [
  'text/plain',
  'application/xml',
  'text/json',
  'application/jsonx',
  'application/x-www-form-urlencoded',
  'application/json-patch+json',
  'application/octet-stream',
  'multipart/mixed; boundary=x',
  'multipart/form-data; boundary=x',
  'x',
  ';',
  '',
];

/** Bodies that are read before anybody looks whether the route wants one; GET has none. */
export function envelopeCases(stage: Stage, route: Route): Case[] {
  if (route.method === 'GET') return [];
  const make = maker(stage, route);
  const body = JSON.stringify(validBody(stage, route));
  return [
    ...Object.entries(UNREADABLE).map(([name, text]) => make(`body with ${name}`, { body: text }, MALFORMED)),
    ...JSON_LOOKALIKES.filter((type) => !route.isUpload || !type.startsWith('multipart/form-data')).map((type) =>
      make(`content type “${type}”`, { body, headers: { 'content-type': type } }, MEDIA_TYPE),
    ),
    make('body without a content type', { body, headers: { 'content-type': undefined } }, MEDIA_TYPE),
    { ...make('10 MB, announced', { body: LARGE }, TOO_LARGE), ...held(requestFor(stage, route, { body: LARGE })) },
    make('10,000 deep and cut off', { body: '['.repeat(DEEP) }, MALFORMED),
  ];
}

/** The length alone is enough for a refusal: the rest is never sent. */
const held = (request: Case['request']): Pick<Case, 'request'> => ({ request: { ...request, holdAfter: 1024 } });

/** 10 MB that nobody announced, on one route of each kind of body. */
export function unannouncedCase(stage: Stage, route: Route): Case {
  const form = uploadOf('large.txt', Buffer.alloc(3 * TEN_MB, 32));
  const departure = route.isUpload ? form : { body: Buffer.alloc(TEN_MB, 32) };
  const { request, ...rest } = maker(stage, route)('10 MB in chunks', departure, TOO_LARGE);
  return { ...rest, request: { ...request, chunked: true } };
}

/** A body that the route does not ask for is refused before anything else of the request is looked at. */
export function unaskedCases(stage: Stage, route: Route): Case[] {
  if (route.method === 'GET' || route.body || route.isUpload) return [];
  const make = maker(stage, route);
  const headers = { ...(route.needsVersion ? { 'if-match': '"999"' } : {}), 'idempotency-key': 'prove-unasked' };
  return [
    make('10,000 deep, unasked, with a key', { body: deepList, headers }, MALFORMED),
    make('text unasked', { body: '"text"', headers }, MALFORMED),
    make('1e400 unasked, with a key', { body: '{"a":1e400}', headers }, invalid('/a unknown')),
    make('NUL unasked', { body: { 'a/b': '\u0000' }, headers }, invalid('/a~1b unknown')),
    make('lone surrogate unasked', { body: '{"a":"\\ud800"}', headers }, invalid('/a unknown')),
    make('list unasked', { body: '[1]', headers }, MALFORMED),
  ];
}

/** What is wrong with a JSON object as a whole. */
export function objectCases(stage: Stage, route: Route): Case[] {
  if (!route.body) return [];
  const make = maker(stage, route);
  const body = validBody(stage, route);
  const key = { 'idempotency-key': 'prove-deep' };
  const [field = 'name'] = fieldsOf(route.body.schema)[0] ?? [];
  const deepField = (value: string): string => `{${JSON.stringify(field)}:${value}}`;
  return [
    ...Object.entries(NO_OBJECT).map(([name, text]) => make(`body is ${name}`, { body: text }, MALFORMED)),
    make('10,000 deep list', { body: deepField(deepList) }, MALFORMED),
    make('10,000 deep object', { body: deepField(deepObject) }, MALFORMED),
    make('10,000 deep with a key', { body: deepField(deepObject), headers: key }, MALFORMED),
    make('unknown field', { body: { ...body, surprise: 1 } }, invalid('/surprise unknown')),
    make('unknown field with NUL', { body: { ...body, surprise: 'a\u0000' } }, invalid('/surprise characters')),
    ...['constructor', 'toString', 'hasOwnProperty'].map((name) =>
      make(`field ${name}`, { body: { ...body, [name]: 1 } }, invalid(`/${name} unknown`)),
    ),
    ...emptyCases(make, route.body.schema),
  ];
}

/** Nothing at all is missing what is required. */
function emptyCases(make: Make, { required = [] }: Schema): Case[] {
  if (required.length === 0) return [];
  const refusal: Refusal = { status: 400, code: 'request.invalid', facts: { count: required.length } };
  return [make('empty body', { body: '' }, refusal), make('empty object', { body: '{}' }, refusal)];
}

/** What can't be stored or read in each field. */
export function fieldCases(stage: Stage, route: Route): Case[] {
  if (!route.body) return [];
  const make = maker(stage, route);
  const body = validBody(stage, route);
  const refusal: Refusal = { status: 400, code: 'request.invalid' };
  return fieldsOf(route.body.schema).flatMap(([name, schema]) => {
    const pointer = `/${name}`;
    const raw = (value: string): string =>
      JSON.stringify({ ...body, [name]: '\u2603' }).replace('"\u2603"', () => value);
    return [
      make(`NUL in ${name}`, { body: { ...body, [name]: 'a\u0000b' } }, invalid(`${pointer} characters`)),
      make(`lone surrogate in ${name}`, { body: raw('"a\\ud800b"') }, invalid(`${pointer} characters`)),
      make(`1e400 in ${name}`, { body: raw('1e400') }, refusal),
      ...(isText(schema) ? [make(`an object in ${name}`, { body: raw('{"$ne":null}') }, refusal)] : []),
      make(`10,000 deep in ${name}`, { body: raw(deepList) }, MALFORMED),
    ];
  });
}
