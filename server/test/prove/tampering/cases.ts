import type { Random } from '../../support/random.js';
import type { World } from '../../support/world.js';
import { WATCHED, type Watched } from './tables.js';

type Row = Readonly<Record<string, unknown>>;

/** One tampering: statements of a superuser, and for each row the words of which one must be told. */
export interface Tampering {
  readonly table: string;
  /** Undefined for rows that are removed, copied or cut off. */
  readonly column?: string;
  readonly what: string;
  readonly sql: readonly string[];
  readonly names: readonly (readonly string[])[];
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}
interface Found {
  readonly place: string;
  readonly row: Row;
}

const TEXT = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const literal = (value: unknown, type: string): string =>
  value === null ? 'NULL' : `${TEXT(typeof value === 'object' ? JSON.stringify(value) : String(value))}::${type}`;

/** Other values than the one there is, by the type of a column; `mine` is SQL of the value that is there. */
const OTHERS: Readonly<Record<string, (mine: string) => string[]>> = {
  uuid: () => ['gen_random_uuid()'],
  integer: (mine) => [`${mine} + 1`, `${mine} - 1`],
  bigint: (mine) => [`${mine} + 1000000`],
  numeric: (mine) => [`${mine} + 1`, `-${mine}`],
  boolean: (mine) => [`NOT ${mine}`],
  date: (mine) => [`${mine} + 1`],
  'timestamp with time zone': (mine) => [`${mine} + interval '1 day'`, `${mine} - interval '1 day'`],
  jsonb: (mine) => [
    `regexp_replace(${mine}::text, '"([1-9][0-9.]*)"', '"8\\1"', 'g')::jsonb`,
    `regexp_replace(${mine}::text, ': ([1-9][0-9]*)([,}])', ': 9\\1\\2', 'g')::jsonb`,
  ],
  text: (mine) => [`${mine} || 'x'`],
};
/** JSON in text stays JSON: what cannot be read at all is another case. */
const IN_TEXT: Readonly<Record<string, (mine: string) => string[]>> = {
  changes: (mine) => [`regexp_replace(${mine}, '[a-f]', 'e')`, `'[]'`, `'not even JSON'`],
};
/** Values of nothing, where there is something or may be nothing. */
const MADE_UP: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  numeric: '1',
  integer: '1',
  text: `'made up'`,
  date: 'current_date',
  'timestamp with time zone': 'now()',
};

const UNSEALED = 'DELETE FROM change c WHERE NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.seq = c.seq)';

/** Makes tamperings of everything that is watched, from the columns that the database has. */
export class Cases {
  private constructor(
    private readonly world: World,
    private readonly random: Random,
    /** How many rows are tried of each column, and how many are removed of each table. */
    private readonly rows: number,
  ) {}

  static async of(world: World, random: Random, rows: number): Promise<Tampering[]> {
    const cases = new Cases(world, random, rows);
    const all: Tampering[] = [];
    for (const [table, watched] of Object.entries(WATCHED)) all.push(...(await cases.ofTable(table, watched)));
    return all;
  }

  private async ofTable(table: string, watched: Watched): Promise<Tampering[]> {
    const all: Tampering[] = [];
    for (const column of await columnsOf(this.world, table)) {
      if (column.name in (watched.mute ?? {})) continue;
      const found = await this.found(table, watched.where?.[column.name]);
      const some = this.random.sample(found, this.rows);
      all.push(...some.flatMap((one) => this.changes(table, watched, column, one, found)));
    }
    const found = await this.found(table, watched.counts);
    const removed = this.random.sample(found, this.rows).map((one) => this.removal(table, watched, [one], 'removed'));
    return [...all, ...removed, ...(watched.order ? this.cuts(table, watched, watched.order, found) : [])];
  }

  /** Rows of a table in an order that the seed decides. */
  private async found(table: string, where = 'true'): Promise<Found[]> {
    const rows = await this.world.sqlAsOwner(
      `SELECT t.ctid::text AS place, to_jsonb(t) AS row FROM ${table} t WHERE ${where} ORDER BY to_jsonb(t)::text`,
    );
    return rows as unknown as Found[];
  }

  /** Other values of a column in some rows: those of another row, made-up ones, and none. */
  private changes(table: string, watched: Watched, column: Column, one: Found, found: Found[]): Tampering[] {
    const { name, type, nullable } = column;
    const mine = one.row[name];
    const others = found.map(({ row }) => row[name]).filter((value) => value !== null && value !== mine);
    const differs = others.filter((value) => JSON.stringify(value) !== JSON.stringify(mine));
    const other = watched.near?.includes(name) || differs.length === 0 ? undefined : this.random.pick(differs);
    const values = [
      ...(other === undefined ? [] : [literal(other, type)]),
      ...(mine === null ? [MADE_UP[type]!] : (IN_TEXT[name] ?? OTHERS[type])!(`t.${name}`)),
      ...(nullable && mine !== null ? ['NULL'] : []),
    ];
    const place = `t.ctid = ${TEXT(one.place)}::tid`;
    return values.map((value) => ({
      ...{ table, column: name, what: `${table}.${name} of ${one.place} becomes ${value.slice(0, 60)}` },
      sql: [
        `UPDATE ${table} t SET ${name} = ${value} WHERE ${place} AND t.${name}::text IS DISTINCT FROM (${value})::text`,
      ],
      // A row that is moved shows where it is now as well.
      names: [[...namesOf(watched, one), ...(type === 'uuid' && other !== undefined ? [String(other)] : [])]],
    }));
  }

  private removal(table: string, watched: Watched, rows: readonly Found[], what: string): Tampering {
    const places = rows.map(({ place }) => `${TEXT(place)}::tid`).join(', ');
    return {
      ...{ table, what: `${table}: ${rows.length} ${what}`, names: rows.map((row) => namesOf(watched, row)) },
      sql: [`DELETE FROM ${table} t WHERE t.ctid IN (${places})`],
    };
  }

  /** Whoever cuts the log off cuts the chain off with it. At its beginning that shows at once; at its end by what the acts were about. */
  private withSeals(watched: Watched, sorted: readonly Found[], count: number): Tampering[] {
    const [first, last] = [sorted.slice(0, count), sorted.slice(-count)];
    const cut = (rows: readonly Found[], where: string, names: Tampering['names']): Tampering => {
      const removal = this.removal('audit_log', watched, rows, `cut off at the ${where}, with their seals`);
      return { ...removal, names, sql: [...removal.sql, UNSEALED] };
    };
    const ids = [...new Set(last.map(({ row }) => String(row['record_id'])))];
    return [
      cut(first, 'beginning', [['act 1']]),
      cut(
        last,
        'end',
        ids.map((id) => [id]),
      ),
    ];
  }

  /** The first and the last rows cut off, one and several; of the audit, with what sealed them, too. */
  private cuts(table: string, watched: Watched, order: string, found: readonly Found[]): Tampering[] {
    const key = ({ row }: Found): string => String(row[order]).padStart(24, '0');
    const sorted = [...found].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const cut = [1, 3, 8].filter((count) => count < sorted.length);
    const cuts = cut.flatMap((count) => [
      this.removal(table, watched, sorted.slice(-count), 'cut off at the end'),
      this.removal(table, watched, sorted.slice(0, count), 'cut off at the beginning'),
    ]);
    return table === 'audit_log' ? [...cuts, ...cut.flatMap((count) => this.withSeals(watched, sorted, count))] : cuts;
  }
}

/** What names a row: values of columns, or such values in the words of verify (`audit row {seq}`). */
const namesOf = ({ names }: Watched, { row }: Found): string[] =>
  names.map((name) =>
    name.includes('{') ? name.replace(/\{(\w+)\}/g, (_, column: string) => String(row[column])) : String(row[name]),
  );

export async function columnsOf(world: World, table: string): Promise<Column[]> {
  const rows = await world.sqlAsOwner(
    `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return rows as unknown as Column[];
}
