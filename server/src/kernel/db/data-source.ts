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

/** Options of a data source; `role` is taken by each new connection before its first statement. */
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
    poolSize: options.poolSize ?? 4,
    extra: {
      ...(options.role
        ? { options: `-c role=${options.role} -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s` }
        : {}),
      connectionTimeoutMillis: 10_000,
      // Statements that do not wait for each other share a flight.
      pipeline: true,
    },
  };
}

/** Two connections of the same role for what must not be part of a transaction. */
export function asidePool(dataSource: DataSource): pg.Pool {
  const { options } = poolOf(dataSource);
  const words = `${(options as pg.PoolConfig).options ?? ''} -c synchronous_commit=off`;
  const pool = new pg.Pool({ ...options, options: words.trim(), max: 2 });
  // A connection that breaks while it is idle is made anew when it is needed.
  pool.on('error', () => undefined);
  return pool;
}

/** The connections of a data source. */
export const poolOf = (dataSource: DataSource): pg.Pool => (dataSource.driver as unknown as { master: pg.Pool }).master;

export const createDataSource = (...args: Parameters<typeof dataSourceOptions>): DataSource =>
  new DataSource(dataSourceOptions(...args));
