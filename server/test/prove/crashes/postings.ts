import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import { Transaction } from '../../../src/kernel/db/transaction.js';
import { Context } from '../../../src/kernel/context/context.js';
import type { Actor } from '../../support/actor.js';
import { approved, FACTORIES, type Ground } from '../../support/factories.js';
import { changedTables, type RowWatch } from '../../support/checksum.js';
import { backendOf } from '../../support/statements.js';
import { type Arena, DELIVERIES, INVOICES, ISSUES, ENTRIES, ORDERS, RECEIPTS } from '../races/arena.js';

const BALANCES = 'sales-orders/opening-balances';
const CLAIMS = 'office/expenses';

/** A write that can be sent again and again until it happens. */
export interface Write {
  readonly by: Actor;
  readonly method: 'post' | 'patch';
  readonly path: string;
  readonly body: Record<string, unknown>;
}

const DRAFTS: Readonly<Record<string, string>> = {
  ...{ 'sales-order': ORDERS, delivery: DELIVERIES, 'sales-invoice': INVOICES, receipt: RECEIPTS },
  ...{ 'opening-balance': BALANCES, 'stock-entry': ENTRIES, 'stock-issue': ISSUES, expense: CLAIMS },
};

/** Every write that moves goods or money, or makes a record, each with something of its own to act on. */
export async function writes(arena: Arena): Promise<Map<string, Write>> {
  const { ground, admin, world } = arena;
  const act = (by: Actor, path: string, id: string, name: string, body = {}): Write => ({
    ...{ by, method: 'post' as const, path: `${path}/${id}/${name}`, body },
  });
  const all = new Map<string, Write>();
  for (const [type, path] of Object.entries(DRAFTS)) {
    const draft = await FACTORIES[type]!(ground, admin);
    all.set(`submit ${type}`, act(admin, path, draft.id, 'submit'));
    const pending = await admin.act(path, await FACTORIES[type]!(ground, admin), 'submit');
    all.set(`approve ${type}`, act(world.second, path, pending.id, 'approve'));
    const effective = await approved(ground, path, await FACTORIES[type]!(ground, admin));
    all.set(`void ${type}`, act(admin, path, effective.id, 'void', { reason: 'Mistake' }));
  }
  const open = await approved(ground, ORDERS, await FACTORIES['sales-order']!(ground, admin));
  all.set('close sales-order', act(admin, ORDERS, open.id, 'close', { reason: 'No more' }));
  const ordered = await approved(ground, ORDERS, await FACTORIES['sales-order']!(ground, admin));
  all.set('push down', { by: admin, method: 'post', path: `${ORDERS}/${ordered.id}/delivery`, body: {} });
  const claim = await approved(ground, CLAIMS, await FACTORIES['expense']!(ground, admin));
  all.set('reimburse', act(world.second, CLAIMS, claim.id, 'reimburse', { fundAccountId: ground.account.id }));
  all.set('settle', await settling(ground, act));
  all.set('create customer', { by: admin, method: 'post', path: 'customers', body: { name: 'New Ltd' } });
  all.set('change customer', {
    ...{ by: admin, method: 'patch' as const, path: `customers/${ground.customer.id}`, body: { note: 'Changed' } },
  });
  return all;
}

async function settling(
  ground: Ground,
  act: (by: Actor, path: string, id: string, name: string, body: object) => Write,
): Promise<Write> {
  const { admin } = ground.world;
  const deposit = { customerId: ground.customer.id, fundAccountId: ground.account.id, amount: '5000' };
  const receipt = await approved(ground, RECEIPTS, await admin.create(RECEIPTS, deposit));
  const item = await approved(ground, BALANCES, await FACTORIES['opening-balance']!(ground, admin));
  return act(admin, RECEIPTS, receipt.id, 'settle', { lines: [{ itemId: item.id, amount: '20' }] });
}

const send = ({ by, method, path, body }: Write, key: string): Promise<Response> =>
  by.send(method, path, body, { 'If-Match': '*', 'Idempotency-Key': key });

/** Calls `reached` after the n-th statement of a write's transaction. */
function counting(arena: Arena, reached: (count: number) => Promise<void> | void): { after: () => Promise<void> } {
  const context = arena.world.app.get(Context);
  let count = 0;
  return {
    after: async () => {
      if (!context.transaction || !context.maybePrincipal) return;
      count += 1;
      await reached(count);
    },
  };
}

const commit = Object.getOwnPropertyDescriptor(Transaction.prototype, 'commit')!.value as () => Promise<void>;
const broken = (): Error => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

/** Does something while people's transactions end in another way. */
async function endingBy<T>(
  arena: Arena,
  end: (transaction: Transaction) => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  const context = arena.world.app.get(Context);
  Transaction.prototype.commit = function (this: Transaction) {
    return context.maybePrincipal ? end(this) : commit.call(this);
  };
  try {
    return await work();
  } finally {
    Transaction.prototype.commit = commit;
  }
}

/** How many statements a write sends in its transaction before the commit; nothing of it stays. */
export async function statementsOf(arena: Arena, write: Write): Promise<number> {
  let statements = 0;
  const counter = counting(arena, (count) => void (statements = count));
  const refused = (): Promise<void> => Promise.reject(broken());
  const answer = await endingBy(arena, refused, () =>
    arena.statements.during(counter, () => send(write, randomUUID())),
  );
  if (answer.status !== 503) throw new Error(`${write.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return statements;
}

/** A write of a name that is killed after its n-th statement. */
export interface Kill {
  readonly name: string;
  readonly nth: number;
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

  /** Answers what was not as it must be. */
  async kill(write: Write, { name, nth }: Kill): Promise<string[]> {
    const { arena, sums, watch } = this;
    const killer = counting(arena, async (count) => {
      if (count !== nth) return;
      const pid = await backendOf(arena.world.app);
      await arena.world.sqlAsOwner('SELECT pg_terminate_backend($1, 5000)', [pid]);
    });
    const answer = await arena.statements.during(killer, () => send(write, randomUUID()));
    this.sums = await watch.sums();
    const changed = changedTables(sums, this.sums);
    const at = `${name} killed after statement ${nth}`;
    return [
      ...(answer.status === 503 ? [] : [`${at}: answered ${answer.status} ${String(answer.body.code)}`]),
      ...(changed.length === 0 ? [] : [`${at}: ${changed.join(', ')} changed`]),
    ];
  }
}

/** The connection is lost after the commit, before anybody heard of it: the key tells what happened, at once and to who asks again. */
export async function loseAnswer(arena: Arena, watch: RowWatch, name: string, write: Write): Promise<string[]> {
  const key = randomUUID();
  const lose = async (transaction: Transaction): Promise<void> => {
    await commit.call(transaction);
    throw broken();
  };
  const lost = await endingBy(arena, lose, () => send(write, key));
  const before = await watch.sums();
  const again = await send(write, key);
  const changed = changedTables(before, await watch.sums());
  return [
    ...(lost.status < 300 ? [] : [`${name}, answer lost: ${lost.status} ${String(lost.body.code)}`]),
    ...(isDeepStrictEqual([again.status, again.body], [lost.status, lost.body])
      ? []
      : [`${name}, sent again: ${again.status} ${JSON.stringify(again.body)}`]),
    ...(changed.length === 0 ? [] : [`${name}, sent again: ${changed.join(', ')} changed`]),
  ];
}
