import type pg from 'pg';

/** Settings of a PostgreSQL that counts its statements. It costs a little; figures are best taken without. */
export const COUNTING = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '5000',
  'pg_stat_statements.track': 'top',
  'pg_stat_statements.track_planning': 'on',
};

const SHOWN = 30;

type Database = Pick<pg.Client, 'query'>;

export async function startCounting(database: Database): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await database.query('SELECT pg_stat_statements_reset()');
}

interface Frame {
  readonly frame: boolean;
  readonly calls: number;
  readonly running: number;
  readonly planning: number;
}

interface Counted {
  readonly calls: string;
  readonly running: string;
  readonly planning: string;
  readonly plans: string;
  readonly query: string;
}

/**
 * Statements per chain, those that begin and end transactions apart, and the ones that took the longest in all; times are
 * milliseconds of running and of planning.
 */
export async function countedStatements(database: Database, chains: number): Promise<string[]> {
  const { rows: frames } = await database.query<Frame>(
    `SELECT query ~* '^(begin|start transaction|commit|rollback|set )' AS frame, sum(calls)::float AS calls,
       sum(total_exec_time) AS running, sum(total_plan_time) AS planning
     FROM pg_stat_statements GROUP BY 1 ORDER BY 1`,
  );
  const { rows } = await database.query<Counted>(
    `SELECT calls::text, round(total_exec_time)::text AS running, round(total_plan_time)::text AS planning, plans::text,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 150) AS query
     FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT ${SHOWN}`,
  );
  const perChain = (count: number): string => (count / chains).toFixed(1);
  const line = (...cells: string[]): string =>
    `${cells
      .slice(0, -1)
      .map((cell) => cell.padStart(9))
      .join('')}  ${cells.at(-1)}`;
  return [
    ...frames.map(({ frame, calls, running, planning }) =>
      line(
        perChain(calls),
        `${frame ? 'begin, commit, rollback' : 'statements'} per chain, ${perChain(running)} + ${perChain(planning)} ms`,
      ),
    ),
    line('calls', 'running', 'planning', 'plans', 'statement'),
    ...rows.map(({ calls, running, planning, plans, query }) => line(calls, running, planning, plans, query)),
  ];
}
