import { ROUTES } from '../routes/route.js';
import { enteredOf, valuesOf, type Channel, type Secret } from './secrets.js';

/** Something that is asked, or tried, and by which way it could tell a secret. */
export interface Question {
  readonly channel: Channel;
  readonly path: string;
  readonly accept?: string;
  readonly method?: 'post' | 'patch' | 'delete';
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Edits of one record, after each of which questions are asked; the log shows as many as all runs have. */
export const EDITS_SHOWN = 3;

const OPERATORS = ['', '[gt]', '[gte]', '[lt]', '[lte]', '[contains]', '[in]', '[empty]', '[ne]'];
const CSV = 'text/csv';

const texts = (values: readonly unknown[]): string[] =>
  values.flatMap((value) => (typeof value === 'string' ? [value] : []));

/** What could be asked of a list about a value. */
function aboutValue(whole: string, field: string, value: string): Question[] {
  const filter = (operator: string): Question => ({
    channel: 'filter',
    path: `${whole}&${encodeURIComponent(field + operator)}=${operator === '[empty]' ? 'true' : encodeURIComponent(value)}`,
  });
  return [{ channel: 'q', path: `${whole}&q=${encodeURIComponent(value)}` }, ...OPERATORS.map(filter)];
}

/** What could be asked of a list about a field. */
function ofList({ resource: { path }, field }: Secret, values: readonly string[]): Question[] {
  const whole = `${path}?limit=200&count=exact`;
  const sorts = [field, `-${field}`].map((one): Question => ({ channel: 'sort', path: `${whole}&sort=${one}` }));
  const others = ['sort=sortKey', 'sort=-updatedAt', `fields=${field}`];
  return [
    { channel: 'list', path: whole },
    { channel: 'csv', path, accept: CSV },
    { channel: 'csv', path: `${path}?fields=id,${field}`, accept: CSV },
    ...sorts,
    ...others.map((one): Question => ({ channel: 'list', path: `${whole}&${one}` })),
    ...values.flatMap((value) => aboutValue(whole, field, value)),
    ...values.map((value): Question => ({
      channel: 'csv',
      path: `${path}?q=${encodeURIComponent(value)}`,
      accept: CSV,
    })),
  ];
}

const channelOf = (path: string): Channel => (path.endsWith('/timeline') ? 'timeline' : 'record');

/** Places where a record shows besides its own. */
const around = (id: string): string[] => [
  'inbox',
  `sales-orders/credit/${id}`,
  'sales-orders?limit=200',
  'sales-orders/receivables?limit=200',
  'customers/contacts?limit=200',
  'relations/interactions?limit=200',
];

/** Everything that can be read about a secret of the record `id`. `edited`: only what all runs of edits have in common of the logs. */
export function questionsAbout(secret: Secret, id: string, edited: boolean): Question[] {
  const { path } = secret.resource;
  const values = [...valuesOf(secret), ...texts(enteredOf(secret)), '500', '0'];
  const below = ROUTES.filter(
    (route) =>
      route.method === 'GET' && route.path.startsWith(`/api/v1/${path}/{id}`) && !route.path.includes('fileId'),
  ).map((route) => route.path.replace('/api/v1/', '').replace('{id}', id));
  const logs = `system/audit-logs?recordId=${id}`;
  const newest = `${logs}&action=update&sort=-seq&limit=${EDITS_SHOWN}`;
  return [
    ...ofList(secret, [...new Set(values)]),
    ...below.map((one): Question => {
      const channel = channelOf(one);
      return { channel, path: edited && channel === 'timeline' ? `${one}?limit=${EDITS_SHOWN}` : one };
    }),
    { channel: 'audit log', path: edited ? newest : logs },
    ...around(id).map((one): Question => ({ channel: 'elsewhere', path: one })),
  ];
}
