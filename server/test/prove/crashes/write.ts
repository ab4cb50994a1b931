import type { Response } from 'supertest';
import { Context } from '../../../src/kernel/context/context.js';
import { Transaction } from '../../../src/kernel/db/transaction.js';
import type { Actor, Shown } from '../../support/actor.js';
import type { Arena } from '../races/arena.js';
import type { uploadOf } from '../routes/upload.js';

export type Json = Record<string, unknown>;

/** How a company lets executions take effect. */
export type Policy = 'release' | 'covered';

/** A write of the API, and how something of its own is made for it to act on. */
export interface Plan {
  readonly name: string;
  readonly by: 'admin' | 'second';
  readonly method: 'post' | 'patch' | 'delete';
  /** As the OpenAPI document has it, below its root; what is in braces is read from the subject. */
  readonly path: string;
  readonly subject?: () => Promise<Shown>;
  readonly body?: (subject: Shown) => Json | Promise<Json>;
  /** Sent instead of a body. */
  readonly upload?: ReturnType<typeof uploadOf>;
  /** In force when it is sent; its subject is made while executions are released. */
  readonly policy?: Policy;
}

/** A write that can be sent again and again until it happens. */
export interface Write {
  readonly name: string;
  readonly by: Actor;
  readonly method: Plan['method'];
  readonly path: string;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  readonly policy: Policy;
}

const NOBODY: Shown = { id: '', version: 0 };

export async function prepared(arena: Arena, plan: Plan): Promise<Write> {
  const subject = (await plan.subject?.()) ?? NOBODY;
  const path = plan.path.replace(/\{(\w+)\}/g, (_, name: string) => String(subject[name]));
  // Bytes are sent as they are.
  const { headers = {}, body = (await plan.body?.(subject)) ?? {} } = plan.upload ?? {};
  const { name, method, policy = 'release' } = plan;
  return { name, by: arena.world[plan.by], method, path, body: body as Json, headers, policy };
}

export const send = ({ by, method, path, body, headers }: Write, key: string): Promise<Response> =>
  by.send(method, path, body, { ...headers, 'If-Match': '*', 'Idempotency-Key': key });

/** Whether a write was answered with `service.unavailable`; a release says so of what it was asked to release. */
export function isUnanswered({ status, body }: Response): boolean {
  const { items = [] } = body as { items?: { problem?: { status: number } }[] };
  return status === 503 || (items.length > 0 && items.every(({ problem }) => problem?.status === 503));
}

/** Sets how the company lets executions take effect. */
export async function companyWants(arena: Arena, releasePolicy: Policy): Promise<void> {
  const { items } = await arena.admin.get<{ items: Shown[] }>('system/companies');
  await arena.admin.change('system/companies', items[0]!, { releasePolicy });
}

/** Calls `reached` after the n-th statement of a write's transaction. */
export function counting(
  arena: Arena,
  reached: (count: number) => Promise<void> | void,
): { after: () => Promise<void> } {
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

export const commit = Object.getOwnPropertyDescriptor(Transaction.prototype, 'commit')!.value as () => Promise<void>;
export const broken = (): Error =>
  Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

/** Does something while people's transactions end in another way. */
export async function endingBy<T>(
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
