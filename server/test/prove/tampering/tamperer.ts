import { Context } from '../../../src/kernel/context/context.js';
import type { QueryRunner } from '../../../src/kernel/db/data-source.js';
import { Db } from '../../../src/kernel/db/db.js';
import { Verifier, type Difference } from '../../../src/kernel/verify/verifier.js';
import type { World } from '../../support/world.js';
import type { Tampering } from './cases.js';

/** What a tampering came to. */
export interface Outcome {
  readonly tampering: Tampering;
  /** Undefined where a constraint refuses it even to a superuser, or where nothing would change. */
  readonly differences?: readonly Difference[];
}

/** Tampers as a superuser with all triggers off, looks what verify tells, and puts everything back. */
export class Tamperer {
  constructor(
    private readonly world: World,
    private readonly verifier: Verifier = world.app.get(Verifier),
  ) {}

  async tryOut(tampering: Tampering): Promise<Outcome> {
    const runner = this.world.dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query('SET LOCAL ROLE NONE');
      await runner.query('SET LOCAL session_replication_role = replica');
      let touched = 0;
      for (const sql of tampering.sql) touched += await affected(runner, sql);
      if (touched === 0 && tampering.sql.length > 0) return { tampering };
      const { differences } = await this.world.app.get(Context).run({ transaction: runner }, () => this.verifier.run());
      return { tampering, differences };
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (!code.startsWith('23')) throw new Error(`${tampering.what}: ${String(error)}`, { cause: error });
      return { tampering };
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }
}

async function affected(runner: QueryRunner, sql: string): Promise<number> {
  const { affected: rows } = (await runner.query(sql, [], true)) as { affected?: number };
  return rows ?? 0;
}

/** Inside one transaction a statement that fails would spoil those after it; outside, verify goes on with its next check. */
export function keepGoing(world: World): void {
  const db = world.app.get<Db, { execute: (text: string, values: readonly unknown[]) => Promise<unknown> }>(Db);
  const context = world.app.get(Context);
  const execute = db.execute.bind(db);
  db.execute = async (text, values) => {
    const { transaction } = context;
    if (!transaction) return execute(text, values);
    await transaction.query('SAVEPOINT statement');
    try {
      return await execute(text, values);
    } catch (error) {
      await transaction.query('ROLLBACK TO SAVEPOINT statement');
      throw error;
    }
  };
}

/** Why an outcome is not good enough; undefined when verify saw the tampering and named it. */
export function complaintOf({ tampering, differences }: Outcome): string | undefined {
  if (!differences) return undefined;
  if (differences.length === 0) return `unseen: ${tampering.what}`;
  const told = differences.map(({ where, expected, actual }) => `${where}: ${expected}, ${actual}`).join('\n');
  const isNamed = tampering.names.some((name) => told.includes(name));
  return isNamed ? undefined : `unnamed: ${tampering.what}, told as ${told.slice(0, 400)}`;
}
