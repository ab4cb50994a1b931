import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import { changedTables, type RowWatch } from '../../support/checksum.js';
import { backendOf, pause } from '../../support/statements.js';
import type { Transaction } from '../../../src/kernel/db/transaction.js';
import type { Arena } from '../races/arena.js';
import { broken, commit, counting, endingBy, isUnanswered, send, type Write } from './write.js';

/** A write that is killed after its n-th statement. */
export interface Kill {
  readonly write: Write;
  readonly nth: number;
}

/** How many statements a write sends in its transaction before the commit; nothing of it stays. */
export async function statementsOf(arena: Arena, write: Write): Promise<number> {
  let statements = 0;
  const counter = counting(arena, (count) => void (statements = count));
  const refused = (): Promise<void> => Promise.reject(broken());
  const answer = await endingBy(arena, refused, () =>
    arena.statements.during(counter, () => send(write, randomUUID())),
  );
  if (!isUnanswered(answer)) throw new Error(`${write.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return statements;
}

/** Kills the connection of the transaction that is running where this is called. */
export async function killHere({ world }: Arena, watch: RowWatch): Promise<void> {
  const pid = await backendOf(world.app);
  await watch.asOwner('SELECT pg_terminate_backend($1)', [pid]);
  // The server looks for its end ten times a second only.
  while ((await watch.asOwner('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).length > 0) await pause(2);
}

/** Kills connections of writes; what the tables are after one kill is what they must be after the next. */
export class Killer {
  private constructor(
    private readonly arena: Arena,
    private readonly watch: RowWatch,
    private sums: Map<string, string>,
  ) {}

  static async over(arena: Arena, watch: RowWatch): Promise<Killer> {
    return new Killer(arena, watch, await watch.sums());
  }

  /** Kills a write; answers what was not as it must be. `meanwhile` happens after each statement before the last one. */
  async kill({ write, nth }: Kill, meanwhile?: (count: number) => Promise<void>): Promise<string[]> {
    const { arena, watch } = this;
    const killer = counting(arena, (count) => (count === nth ? killHere(arena, watch) : meanwhile?.(count)));
    return this.judge(`${write.name} killed after statement ${nth}`, () =>
      arena.statements.during(killer, () => send(write, randomUUID())),
    );
  }

  /** A request that dies on its way has to be answered as such, and to leave everything as it was. */
  async judge(what: string, request: () => Promise<Response>): Promise<string[]> {
    const { sums, watch } = this;
    const answer = await request();
    this.sums = await watch.sums();
    const changed = changedTables(sums, this.sums);
    return [
      ...(isUnanswered(answer) ? [] : [`${what}: answered ${answer.status} ${String(answer.body.code)}`]),
      ...(changed.length === 0 ? [] : [`${what}: ${changed.join(', ')} changed`]),
    ];
  }
}

/**
 * The connection is lost after the commit, before anybody heard of it: the key tells what happened, at once and to who asks
 * again. `meanwhile` happens before that.
 */
export async function loseAnswer(
  arena: Arena,
  watch: RowWatch,
  write: Write,
  meanwhile?: () => Promise<unknown>,
): Promise<string[]> {
  const key = randomUUID();
  const lose = async (transaction: Transaction): Promise<void> => {
    await commit.call(transaction);
    throw broken();
  };
  const lost = await endingBy(arena, lose, () => send(write, key));
  await meanwhile?.();
  const before = await watch.sums();
  const again = await send(write, key);
  const changed = changedTables(before, await watch.sums());
  const { name } = write;
  return [
    ...(lost.status < 300 && !isUnanswered(lost)
      ? []
      : [`${name}, answer lost: ${lost.status} ${String(lost.body.code)}`]),
    ...(isDeepStrictEqual([again.status, again.body], [lost.status, lost.body])
      ? []
      : [`${name}, sent again: ${again.status} ${JSON.stringify(again.body)}`]),
    ...(changed.length === 0 ? [] : [`${name}, sent again: ${changed.join(', ')} changed`]),
  ];
}
