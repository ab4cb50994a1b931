import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { Context } from '../../src/kernel/context/context.js';
import { Db } from '../../src/kernel/db/db.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';

type Send = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>;
type Attempt = (work: () => Promise<unknown>, dryRun: boolean) => Promise<unknown>;

/** What a test does to the statements of a running application. */
export interface Interference {
  /** Sends another text instead, with the same values. */
  readonly rewrite?: (text: string, values: readonly unknown[]) => string;
  /** Happens after a statement, before whoever sent it goes on. */
  readonly after?: (text: string) => Promise<void> | void;
}

const NOTHING: Interference = {};

/** Stands between a running application and its database: counts what is refused, and lets tests break what holds. */
export class Statements {
  /** With which SQLSTATEs transactions and single statements failed, also such as were tried again and succeeded. */
  readonly refusals = new Map<string, number>();
  private interference: Interference = NOTHING;

  constructor(app: NestFastifyApplication) {
    this.countFailures(app);
    const db = app.get<Db, { execute: Send; send: (...statement: Parameters<Send>) => Promise<void> }>(Db);
    const send = db.execute.bind(db);
    const sendOn = db.send.bind(db);
    // What is done to a statement takes its time, so that everybody waits for each.
    db.send = async (text, values) => {
      if (this.interference === NOTHING) return sendOn(text, values);
      await db.execute(text, values);
    };
    db.execute = async (text, values) => {
      try {
        const result = await send(this.interference.rewrite?.(text, values) ?? text, values);
        await this.interference.after?.(text);
        return result;
      } catch (error) {
        this.count(error);
        throw error;
      }
    };
  }

  /** Of what is sent without waiting, and of a commit, only the transaction learns that it failed. */
  private countFailures(app: NestFastifyApplication): void {
    const units = app.get<UnitOfWork, { attempt: Attempt }>(UnitOfWork);
    const attempt = units.attempt.bind(units);
    units.attempt = async (work, dryRun) => {
      try {
        return await attempt(work, dryRun);
      } catch (error) {
        if (SQLSTATE.test((error as { code?: string }).code ?? '')) this.count(error);
        throw error;
      }
    };
  }

  private count(error: unknown): void {
    const { code = 'none' } = error as { code?: string };
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  async during<T>(interference: Interference, work: () => Promise<T>): Promise<T> {
    this.interference = interference;
    try {
      return await work();
    } finally {
      this.interference = NOTHING;
    }
  }
}

/**
 * Leaves the lock out of the statements that contain one of `parts`, and lets everybody read before anybody writes. Who has
 * sent a statement that contains one of `slow` takes longer still.
 */
export function withoutLock(parts: readonly string[], slow: readonly string[] = []): Interference {
  const isMeant = (text: string): boolean =>
    (LOCK.test(text) || HOLD.test(text)) && parts.some((part) => text.includes(part));
  return {
    rewrite: (text) => (isMeant(text) ? text.replace(LOCK, '').replace(HOLD, 'DO NOTHING') : text),
    after: async (text) => {
      if (isMeant(text)) await pause(80);
      if (slow.some((part) => text.includes(part))) await pause(400);
    },
  };
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
const LOCK = / FOR UPDATE( OF \w+)?/;
/** An insert that holds the row without changing it, whoever made it. */
const HOLD = /DO UPDATE SET (\w+) = excluded\.\1 WHERE false$/;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is so, but not for ever. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const last = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > last) throw new Error(`Waited in vain for ${what}`);
    await pause(10);
  }
}

/** The backend of the transaction that is running where this is called; undefined outside of one. */
export async function backendOf(app: NestFastifyApplication): Promise<number | undefined> {
  const { transaction } = app.get(Context);
  if (!transaction) return undefined;
  const { rows } = await transaction.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}
