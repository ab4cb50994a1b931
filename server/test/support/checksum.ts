import { createDataSource } from '../../src/kernel/db/data-source.js';
import { Views } from '../../src/kernel/audit/views.js';
import { Clearing } from '../../src/kernel/clearing/clearing.js';
import { Sequencer } from '../../src/kernel/audit/sequencer.js';
import type { World } from './world.js';

/**
 * What a refused sign-in writes by design, and nothing else does: who tried (`login_log`) and how often in a row
 * (`login_attempt`). Sessions, keys, counters, the audit log and the change feed are counted like every other table.
 */
export const LOGS = ['login_log', 'login_attempt'] as const;

/**
 * Watches every row of every table but some, the logs unless others are named. From then on nothing is cleared away any more:
 * what has ended meanwhile would change rows between two looks.
 */
export class RowWatch {
  private constructor(
    private readonly world: World,
    private readonly owner: ReturnType<typeof createDataSource>,
    private readonly text: string,
  ) {}

  /** `only` says in SQL which rows of a table are watched, of those that are not watched whole. */
  static async over(
    world: World,
    leftOut: readonly string[] = LOGS,
    only: Readonly<Record<string, string>> = {},
  ): Promise<RowWatch> {
    await world.app.get(Clearing).onApplicationShutdown();
    const owner = await createDataSource(world.databaseUrl, { entities: [], migrations: [] }).initialize();
    const tables = await owner.query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1`,
      [leftOut],
    );
    const sums = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM "${name}" t WHERE ${only[name] ?? true}`,
    );
    return new RowWatch(world, owner, sums.join(' UNION ALL '));
  }

  /** One sum per table, once it is noted who looked at what, and everything that was committed is sealed. */
  async sums(): Promise<Map<string, string>> {
    await this.world.app.get(Views).flush();
    await this.world.app.get(Sequencer).drain();
    const rows = await this.owner.query<{ name: string; sum: string }[]>(this.text);
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  }

  /** Runs SQL as the owner of the database, without a connection of its own each time. */
  asOwner(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.owner.query(text, values);
  }

  close(): Promise<void> {
    return this.owner.destroy();
  }
}

/** The tables whose rows differ. */
export const changedTables = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].filter(([name, sum]) => before.get(name) !== sum).map(([name]) => name);
