/** So many rows of the scope are looked at in the order of the page before the index is asked. */
const WINDOW = 2000;
/** The rows of so many owners are looked at owner by owner; those of more are found among everybody's. */
const OWNERS_APART = 200;
/** Of so few owners the index of grams finds the rows itself; of more it would read too many to be worth it. */
const OWNERS_NARROW = 8;
/** Of the time that should hold enough rows so many times as much is taken: the first step found a few, by chance more or less. */
const TIME_SHARE = '4.0';
/** Longer times have too many weeks to ask the index for, and may lie before there are dates. */
const LONGEST_SECONDS = 10 * 365 * 86_400;

/** A page of what is searched, in the words of its statement; `t` is the row. */
export interface Searched {
  readonly select: string;
  readonly from: () => string;
  /** The grams, which the index knows, and the text, which is compared: with parameters. */
  readonly grams: string;
  readonly text: string;
  /** Other filters. */
  readonly conditions: readonly string[];
  /** What lies behind the cursor. */
  readonly beyond: readonly string[];
  readonly key: string;
  readonly descending: boolean;
  /** The page is ordered by the instant of creation, which the index knows by week. */
  readonly byCreation: boolean;
  readonly limit: string;
  /** Whose rows are in scope; everybody's where missing. */
  readonly owners?: Owners | undefined;
}

/** Owners of rows: the column, the parameter with their ids, and how many they are. */
export interface Owners {
  readonly column: string;
  readonly parameter: string;
  readonly count: number;
}

const where = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

/** Word for word as in the index of grams. */
const weekOf = (instant: string): string =>
  `floor(extract(epoch FROM ${instant} - '1970-01-01 00:00:00+00'::timestamptz) / 604800)::integer`;

/**
 * Finds the first page of a search in at most three steps, each taken only when those before did not fill the page:
 * 1. the first rows of the scope in the order of the page. What very many names have fills the page from them, and a
 *    small scope ends with them;
 * 2. the index, for the time in which enough should be found, told by how many the first step found;
 * 3. the index, for everything: what is left is rare.
 */
export function searchedSql(search: Searched): string {
  const { select, from, key, descending } = search;
  const order = orderOf(descending ? 'DESC' : 'ASC');
  const timed = search.byCreation && !isNarrow(search);
  const steps = [...windowSteps(search), ...(timed ? timeSteps(search) : []), restStep(search, timed)];
  const found = [
    'SELECT id FROM near WHERE (SELECT enough FROM filled)',
    ...(timed ? ['SELECT id FROM timed WHERE (SELECT enough FROM filled_in_time)'] : []),
    'SELECT id FROM rest',
  ];
  return `WITH ${steps.join(',\n')}
    ${select} ${from()} WHERE t.id = ANY(ARRAY(${found.join(' UNION ALL ')})) ${order(key, 't.id')}`;
}

const orderOf =
  (direction: string) =>
  (sort: string, id: string): string =>
    `ORDER BY ${sort} ${direction}, ${id} ${direction}`;

const isNarrow = ({ owners }: Searched): boolean => owners !== undefined && owners.count <= OWNERS_NARROW;
const areApart = ({ owners }: Searched): boolean => owners !== undefined && owners.count <= OWNERS_APART;

/** Not for an index: that of the owners would read all of their rows to find a few. */
const isTheirs = ({ column, parameter }: Owners): string => `(${column} = ANY(${parameter})) IS TRUE`;

/** `near`: the hits among the first rows; `filled`: whether they are the page, or there are no more rows. */
function windowSteps(search: Searched): string[] {
  const { descending, limit, owners } = search;
  const order = orderOf(descending ? 'DESC' : 'ASC')('sort', 'id');
  const size = areApart(search) ? Math.ceil(WINDOW / Math.max(owners!.count, 1)) : WINDOW;
  const seen = areApart(search)
    ? `SELECT w.* FROM unnest(${owners!.parameter}) AS s(owner)
        CROSS JOIN LATERAL (${firstRows(search, size, [`${owners!.column} = s.owner`])}) w`
    : firstRows(search, size, []);
  // Behind the edge, rows of owners of whom not all were seen may be missing.
  return [
    `seen AS MATERIALIZED (${seen})`,
    `edge AS MATERIALIZED (SELECT sort, id FROM seen WHERE place = ${size} ${order} LIMIT 1)`,
    `near AS MATERIALIZED (SELECT id, sort FROM seen WHERE hit AND (NOT EXISTS (SELECT FROM edge)
      OR (sort, id) ${descending ? '>=' : '<='} (SELECT sort, id FROM edge)) ${order} LIMIT ${limit})`,
    `filled AS MATERIALIZED (SELECT NOT EXISTS (SELECT FROM edge) OR (SELECT count(*) FROM near) >= ${limit} AS enough)`,
  ];
}

/** The first rows in the order of the page, each with its place and whether it is a hit. */
function firstRows(search: Searched, size: number, of: readonly string[]): string {
  const { from, text, conditions, beyond, key, descending, owners } = search;
  const order = orderOf(descending ? 'DESC' : 'ASC');
  const hit = [...conditions, text, ...(owners && !areApart(search) ? [isTheirs(owners)] : [])].join(' AND ');
  const rows = `SELECT t.id, ${key} AS sort, (${hit}) AS hit ${from()} ${where([...of, ...beyond])} ${order(key, 't.id')} LIMIT ${size}`;
  return `SELECT r.*, row_number() OVER (${order('r.sort', 'r.id')}) AS place FROM (${rows}) r`;
}

/** `timed`: the hits of the time in which there should be enough; `filled_in_time`: whether there are. */
function timeSteps({ descending, limit, ...search }: Searched): string[] {
  const order = orderOf(descending ? 'DESC' : 'ASC')('sort', 'id');
  const [early, late] = descending ? ['until', 'start'] : ['start', 'until'];
  const weeks = `ARRAY(SELECT generate_series(${weekOf(early)}, ${weekOf(late)}) FROM span)`;
  const inTime = [
    `ARRAY[${weekOf('t.created_at')}] && ${weeks}`,
    `t.created_at ${descending ? '>=' : '<='} (SELECT until FROM span)`,
  ];
  return [
    `pace AS MATERIALIZED (SELECT start, (extract(epoch FROM start - edge) * ${TIME_SHARE} * ${limit} / hits)::float8 AS seconds
      FROM (SELECT (SELECT sort FROM seen ${order} LIMIT 1) AS start, (SELECT sort FROM edge) AS edge,
        (SELECT nullif(count(*), 0) FROM near) AS hits) s WHERE NOT (SELECT enough FROM filled))`,
    `span AS MATERIALIZED (SELECT start, start - make_interval(secs => seconds) AS until FROM pace WHERE abs(seconds) < ${LONGEST_SECONDS})`,
    `timed AS MATERIALIZED (${indexed({ descending, limit, ...search }, ['EXISTS (SELECT FROM span)', ...inTime])})`,
    `filled_in_time AS MATERIALIZED (SELECT count(*) >= ${limit} AS enough FROM timed)`,
  ];
}

/** `rest`: the hits wherever they are. */
function restStep(search: Searched, timed: boolean): string {
  const open = ['NOT (SELECT enough FROM filled)', ...(timed ? ['NOT (SELECT enough FROM filled_in_time)'] : [])];
  return `rest AS MATERIALIZED (${indexed(search, open)})`;
}

/** What the index of grams finds, as far as the page goes. */
function indexed(search: Searched, when: readonly string[]): string {
  const { from, grams, text, conditions, beyond, key, descending, limit, owners } = search;
  const scope = !owners
    ? []
    : isNarrow(search)
      ? [`ARRAY[${owners.column}] && ${owners.parameter}`]
      : [isTheirs(owners)];
  const order = orderOf(descending ? 'DESC' : 'ASC')(key, 't.id');
  return `SELECT t.id, ${key} AS sort ${from()} ${where([...when, grams, ...scope, text, ...conditions, ...beyond])} ${order} LIMIT ${limit}`;
}
