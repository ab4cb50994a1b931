import { Context } from '../../../src/kernel/context/context.js';
import { poolOf } from '../../../src/kernel/db/data-source.js';
import { Transaction } from '../../../src/kernel/db/transaction.js';
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
    const transaction = await Transaction.begin(poolOf(this.world.dataSource));
    const send = (text: string): Promise<{ rowCount: number | null }> => transaction.query({ text });
    try {
      await send('SET LOCAL ROLE NONE');
      await send('SET LOCAL session_replication_role = replica');
      let touched = 0;
      for (const sql of tampering.sql) touched += (await send(sql)).rowCount ?? 0;
      if (touched === 0 && tampering.sql.length > 0) return { tampering };
      await send('SAVEPOINT tampered');
      return { tampering, differences: await this.verify(tampering, transaction) };
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (!code.startsWith('23')) throw new Error(`${tampering.what}: ${String(error)}`, { cause: error });
      return { tampering };
    } finally {
      await transaction.rollback();
    }
  }

  /** Asks one check after the other until one of them names the culprit. */
  private async verify(tampering: Tampering, transaction: Transaction): Promise<Difference[]> {
    const context = this.world.app.get(Context);
    const found: Difference[] = [];
    for (const check of this.verifier.checks) {
      const verifier = new Verifier();
      verifier.register(check);
      found.push(...(await context.run({ transaction }, () => verifier.run())).differences);
      if (isNamed(tampering, found)) break;
    }
    return found;
  }
}

/** Inside one transaction a statement that fails would spoil those after it; outside, verify goes on with its next check. */
export function keepGoing(world: World): void {
  const db = world.app.get<Db, { execute: (text: string, values: readonly unknown[]) => Promise<unknown> }>(Db);
  const execute = db.execute.bind(db);
  db.execute = async (text, values) => {
    const { transaction } = world.app.get(Context);
    try {
      return await execute(text, values);
    } catch (error) {
      await transaction?.query({ text: 'ROLLBACK TO SAVEPOINT tampered' });
      throw error;
    }
  };
}

const told = (differences: readonly Difference[]): string =>
  differences.map(({ where, expected, actual }) => `${where}: ${expected}, ${actual}`).join('\n');

/** Whether each row is named by one of its names. */
const isNamed = ({ names }: Tampering, differences: readonly Difference[]): boolean => {
  const text = told(differences);
  return names.every((row) => row.some((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)));
};

/** Why an outcome is not good enough; undefined when verify saw the tampering and named it. */
export function complaintOf({ tampering, differences }: Outcome): string | undefined {
  if (!differences || isNamed(tampering, differences)) return undefined;
  if (differences.length === 0) return `unseen: ${tampering.what}`;
  return `unnamed: ${tampering.what}, told as ${told(differences).slice(0, 400)}`;
}
