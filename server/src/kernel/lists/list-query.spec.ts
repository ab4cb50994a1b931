import fc from 'fast-check';
import { DomainError } from '../errors/domain-error.js';
import type { FieldInfo } from './field-info.js';
import { encodeCursor, parseListQuery, type ListQuery } from './list-query.js';

const ID = '01900000-0000-7000-8000-000000000000';
const field = (name: string, type: FieldInfo['type'], more: Partial<FieldInfo> = {}): [string, FieldInfo] => [
  name,
  {
    name,
    type,
    cast: type,
    sql: name,
    key: name,
    shown: true,
    detail: false,
    filterable: true,
    sortable: false,
    written: () => undefined,
    ...more,
  },
];
const fields = new Map([
  ...[
    field('name', 'text', { sortable: true }),
    field('createdAt', 'timestamptz', { sortable: true }),
    field('amount', 'numeric'),
  ],
  ...[
    field('date', 'date'),
    field('ownerId', 'uuid', { shown: false }),
    field('archived', 'boolean'),
    field('note', 'text', { filterable: false }),
  ],
]);
const parse = (raw: Record<string, unknown>): ListQuery => parseListQuery(raw, fields, '-createdAt');
const filter = (parameter: string, value: string): [string, string, unknown] => {
  const [found] = parse({ [parameter]: value }).filters;
  return [found!.field.name, found!.operator, found!.value];
};
function refusal(raw: Record<string, unknown>): string {
  try {
    parse(raw);
    return 'taken';
  } catch (error) {
    const { code, facts } = error as DomainError;
    return [code.replace('request.', ''), facts['parameter']].filter(Boolean).join(' ');
  }
}

describe('list requests', () => {
  test('nothing asked for is the first fifty, the latest first', () => {
    expect(parse({})).toMatchObject({
      limit: 50,
      cursor: undefined,
      sort: { field: { name: 'createdAt' }, descending: true },
      filters: [],
      q: undefined,
      fields: undefined,
      count: 'none',
    });
    expect(parse({ sort: 'name', count: 'exact', q: '  ' })).toMatchObject({
      sort: { field: { name: 'name' }, descending: false },
      count: 'exact',
      q: undefined,
    });
  });

  test('filters name a field, an operator of its type and a value of it', () => {
    expect(filter('name', 'A,B')).toEqual(['name', 'eq', 'A,B']);
    expect(filter('name[in]', 'A,B')).toEqual(['name', 'in', ['A', 'B']]);
    expect(filter('amount[gte]', '-12.50')).toEqual(['amount', 'gte', '-12.50']);
    expect(filter('ownerId[empty]', 'true')).toEqual(['ownerId', 'empty', 'true']);
    expect(filter('createdAt[lt]', '2026-01-31T00:00:00Z')).toEqual(['createdAt', 'lt', '2026-01-31T00:00:00Z']);
  });

  test.each([
    [{ colour: 'red' }, 'unknown-parameter colour'],
    [{ note: 'x' }, 'unknown-parameter note'],
    [{ 'name[gt]': 'A' }, 'unknown-parameter name[gt]'],
    [{ 'amount[contains]': '1' }, 'unknown-parameter amount[contains]'],
    [{ 'name[in][x]': 'A' }, 'unknown-parameter name[in][x]'],
    [{ createdAt: '2026-01-01' }, 'unknown-parameter createdAt'],
    [{ '__proto__[eq]': 'x' }, 'unknown-parameter __proto__[eq]'],
    [{ amount: '1e3' }, 'bad-parameter amount'],
    [{ date: '2026-02-30' }, 'bad-parameter date'],
    [{ ownerId: 'me' }, 'bad-parameter ownerId'],
    [{ 'ownerId[in]': `${ID},` }, 'bad-parameter ownerId[in]'],
    [{ archived: 'yes' }, 'bad-parameter archived'],
    [{ 'ownerId[empty]': '1' }, 'bad-parameter ownerId[empty]'],
    [{ 'name[in]': 'x,'.repeat(200) }, 'bad-parameter name[in]'],
    [{ name: 'a\u0000' }, 'bad-parameter name'],
    [{ name: '\ud800' }, 'bad-parameter name'],
    [{ name: ['A', 'B'] }, 'bad-parameter name'],
    [{ limit: '0' }, 'bad-parameter limit'],
    [{ limit: '201' }, 'bad-parameter limit'],
    [{ limit: '5.0' }, 'bad-parameter limit'],
    [{ sort: 'amount' }, 'bad-parameter sort'],
    [{ sort: '--name' }, 'bad-parameter sort'],
    [{ count: 'yes' }, 'bad-parameter count'],
    [{ fields: '' }, 'bad-parameter fields'],
    [{ fields: 'name,ownerId' }, 'bad-parameter fields'],
    [{ q: 'x'.repeat(101) }, 'bad-parameter q'],
  ])('%j is refused', (raw, expected) => {
    expect(refusal(raw)).toBe(expected);
  });

  test('a position comes back as it was given, and only for its own order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid({ version: 7 }), (value, id) => {
        fc.pre(!value.includes('\u0000'));
        expect(parse({ cursor: encodeCursor('name', value, id), sort: 'name' }).cursor).toEqual({ value, id });
      }),
    );
    expect(refusal({ cursor: encodeCursor('name', 'A', ID), sort: '-name' })).toBe('bad-cursor');
    expect(refusal({ cursor: encodeCursor('name', 'A', ID) })).toBe('bad-cursor');
    expect(refusal({ cursor: encodeCursor('-createdAt', 'A', "' OR 1=1") })).toBe('bad-cursor');
  });

  test('no text at all is taken for a position by accident', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (cursor) =>
        ['bad-cursor', 'bad-parameter cursor'].includes(refusal({ cursor })),
      ),
    );
  });
});
