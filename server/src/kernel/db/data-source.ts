import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { plainDecimal } from './columns.js';
import { SnakeNaming } from './naming.js';

// Dates stay calendar days, 64-bit counters become numbers (they count rows), decimals stay strings.
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, plainDecimal);

export { DataSource };

/** The role that serves requests: it owns nothing, cannot truncate, and may only insert into ledgers. */
export const APP_ROLE = 'guanxi_app';

const words = (settings: readonly string[]): string => settings.map((setting) => `-c ${setting}`).join(' ');
/** Instants that statements put into JSON are told in the time zone of the connection. */
const UTC = 'TimeZone=UTC';
const OF_ROLE = ['lock_timeout=10s', 'idle_in_transaction_session_timeout=60s'];
/**
 * Acts look records up by their keys: each statement is planned once, by indexes, however small its tables are at that time.
 * What is no act, lists above all, gets a plan for its values where that is worth the planning.
 */
const OF_ACTS = words([
  ...['plan_cache_mode=force_generic_plan', 'enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off'],
]);

/** Pages that lists read are in memory or on a solid-state disk, where any of them costs about as much as the next one. */
export const OF_SINGLES: readonly string[] = ['random_page_cost=1.1'];

/** SQL that lets the transaction at hand plan as single statements do; for one that reads whole tables. */
export const PLAN_BY_VALUES = `SELECT set_config('plan_cache_mode', 'auto', true),
  set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true)`;

/**
 * Options of a data source; `role` is taken by each new connection before its first statement. The pool of the data source
 * is that of transactions; with a role, a third of the connections is left for single statements.
 */
export function dataSourceOptions(
  url: string,
  parts: Pick<DataSourceOptions, 'entities' | 'migrations'>,
  options: { poolSize?: number; role?: string } = {},
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: parts.entities ?? [],
    migrations: parts.migrations ?? [],
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    poolSize: options.role ? Math.floor(((options.poolSize ?? 4) * 2) / 3) : (options.poolSize ?? 4),
    extra: {
      options: options.role ? `${words([UTC, `role=${options.role}`, ...OF_ROLE])} ${OF_ACTS}` : words([UTC]),
      connectionTimeoutMillis: 10_000,
      // Statements that do not wait for each other share a flight.
      pipeline: true,
    },
  };
}

/** Connections like those of a data source, for single statements. */
export function singlesPool(dataSource: DataSource): pg.Pool {
  const { max, options = '' } = optionsOf(dataSource);
  return sisterOf(dataSource, { max: Math.ceil(max / 2), options: options.replace(OF_ACTS, words(OF_SINGLES)) });
}

/** Two connections like those of a data source, for what must not be part of a transaction. */
export function asidePool(dataSource: DataSource): pg.Pool {
  const { options = '' } = optionsOf(dataSource);
  return sisterOf(dataSource, { max: 2, options: `${options} ${words(['synchronous_commit=off'])}`.trim() });
}

function sisterOf(dataSource: DataSource, differs: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...poolOf(dataSource).options, ...differs });
  // A connection that breaks while it is idle is made anew when it is needed.
  pool.on('error', () => undefined);
  return pool;
}

const optionsOf = (dataSource: DataSource): { max: number; options?: string } => poolOf(dataSource).options;

/** The connections of a data source. */
export const poolOf = (dataSource: DataSource): pg.Pool => (dataSource.driver as unknown as { master: pg.Pool }).master;

export const createDataSource = (...args: Parameters<typeof dataSourceOptions>): DataSource =>
  new DataSource(dataSourceOptions(...args));
