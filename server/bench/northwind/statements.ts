import type pg from 'pg';

/** Settings of a PostgreSQL that counts its statements. It costs a little; figures are best taken without. */
export const COUNTING = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '5000',
  'pg_stat_statements.track': 'top',
};

const SHOWN = 20;

type Database = Pick<pg.Client, 'query'>;

export async function startCounting(database: Database): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await database.query('SELECT pg_stat_statements_reset()');
}

/** Statements per chain, those that begin and end transactions apart, and the ones that took the longest in all. */
export async function countedStatements(database: Database, chains: number): Promise<string[]> {
  const { rows: kinds } = await database.query<{ frame: boolean; calls: string; ms: string }>(
    `SELECT query ~* '^(begin|start transaction|commit|rollback|set )' AS frame, sum(calls)::text AS calls,
       round(sum(total_exec_time)::numeric, 0)::text AS ms
     FROM pg_stat_statements GROUP BY 1 ORDER BY 1`,
  );
  const { rows } = await database.query<{ calls: string; ms: string; mean: string; query: string }>(
    `SELECT calls::text, round(total_exec_time::numeric, 0)::text AS ms, round(mean_exec_time::numeric, 3)::text AS mean,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 150) AS query
     FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT ${SHOWN}`,
  );
  return [
    ...kinds.map(({ frame, calls, ms }) => {
      const what = frame ? 'begin, commit, rollback' : 'statements';
      return `${(Number(calls) / chains).toFixed(1).padStart(8)} ${what} per chain, ${(Number(ms) / chains).toFixed(1)} ms`;
    }),
    `${'calls'.padStart(8)}${'ms'.padStart(9)}${'mean'.padStart(9)}  statement`,
    ...rows.map(({ calls, ms, mean, query }) => `${calls.padStart(8)}${ms.padStart(9)}${mean.padStart(9)}  ${query}`),
  ];
}
