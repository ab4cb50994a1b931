import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { deriveKey, Settings } from '../config/config.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import type { ChainHead } from './heads.js';

const LOCK = 7_206_001;
const BATCH = 500;
/** So long after a commit it is sealed; where commits follow each other, so far apart; and without any, what others committed. */
const SOON_MS = 20;
const APART_MS = 200;
const IDLE_MS = 1000;
/** Who has to wait for others looks again so often. */
const TURN_MS = 20;

/** What a seal covers, besides the seal before it. */
export interface SealedAct {
  readonly position: number;
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly recordVersion: number | null;
  readonly digest: string;
  readonly requestId: string;
  readonly ip: string | null;
  readonly sealedAt: string;
}

const instant = (sql: string): string => `to_char(${sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** Columns of `audit_log a` in the shape of a sealed act; `sealedAt` is SQL of the instant of the seal. */
export const sealedColumns = (sealedAt: string): string => `a.seq, a.id, ${instant('a.at')} AS at,
  a.actor_id AS "actorId", a.action, a.record_type AS "recordType", a.record_id AS "recordId",
  a.record_version AS "recordVersion", a.digest, a.request_id AS "requestId", a.ip, ${instant(sealedAt)} AS "sealedAt"`;

const firstSealed = (act: SealedAct): unknown[] => [
  ...[act.position, act.seq, act.id, act.at, act.actorId, act.action, act.recordType, act.recordId],
  ...[act.recordVersion, act.digest],
];
const hmacOf = (key: Buffer, values: readonly unknown[]): string =>
  createHmac('sha256', key).update(JSON.stringify(values)).digest('hex');

/** The seal of an act: HMAC-SHA256 (RFC 2104) over the previous seal and the act's columns. */
export const sealOf = (key: Buffer, previous: string, act: SealedAct): string =>
  hmacOf(key, [previous, ...firstSealed(act), act.requestId, act.ip, act.sealedAt]);

/** The seal as it was made before requests, addresses and instants of sealing were part of it. */
export const firstSealOf = (key: Buffer, previous: string, act: SealedAct): string =>
  hmacOf(key, [previous, ...firstSealed(act)]);

/**
 * Gives each committed act its dense position in the change feed and seals it into the audit chain. One node works at a time
 * (advisory lock); it takes what is visible, so no act waits for somebody else's long transaction.
 */
@Injectable()
export class Sequencer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Sequencer.name);
  private readonly key: Buffer;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  /** Commits since it last began, but for its own. The first one says when it works next; none that follows puts it off. */
  private heard = 0;
  private endedAt = -APART_MS;
  private readonly heads: ((head: ChainHead, day: string) => void)[] = [];
  /** The day on which the head of the chain was last told. */
  private told = '';

  constructor(
    settings: Settings,
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly context: Context,
  ) {
    this.key = deriveKey(settings.secret, 'audit-seal');
  }

  onApplicationBootstrap(): void {
    this.unitOfWork.afterCommit(() => this.wake());
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Seals everything that is visible now, and what others are about to seal; answers how many acts it sealed itself. */
  drain(): Promise<number> {
    return this.take(true);
  }

  /** Takes what is there, batch by batch. Where somebody is at it already there is nothing to do, unless it has to be done. */
  private async take(isNeeded: boolean): Promise<number> {
    let sealed = 0;
    for (;;) {
      const taken = await this.context.run({}, () => this.unitOfWork.run(() => this.batch()));
      this.heard -= 1;
      sealed += taken ?? 0;
      if (taken === undefined && isNeeded) await pause(TURN_MS);
      else if (taken !== BATCH) break;
    }
    if (sealed > 0 && this.heads.length > 0) await this.tellHead();
    return sealed;
  }

  /** Registers who is told the head of the chain, once a day (UTC, `YYYY-MM-DD`) and once after the start, when something was sealed. */
  onHead(listener: (head: ChainHead, day: string) => void): void {
    this.heads.push(listener);
  }

  private async tellHead(): Promise<void> {
    const day = new Date().toISOString().slice(0, 10);
    if (day === this.told) return;
    const head = await this.context.run({}, () =>
      this.db.one<ChainHead>('SELECT position, seal FROM change ORDER BY position DESC LIMIT 1'),
    );
    if (!head) return;
    this.told = day;
    this.heads.forEach((listener) => listener(head, day));
  }

  private wake(): void {
    this.heard += 1;
    if (this.heard === 1 && !this.running) this.plan();
  }

  private plan(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const soon = Math.max(SOON_MS, this.endedAt + APART_MS - performance.now());
    this.timer = setTimeout(() => this.work(), this.heard > 0 ? soon : IDLE_MS).unref();
  }

  private work(): void {
    this.heard = 0;
    this.running = this.take(false)
      .then(() => undefined)
      .catch((error: unknown) => this.logger.warn(`sealing waits: ${String(error)}`))
      .finally(() => {
        this.running = undefined;
        this.endedAt = performance.now();
        this.plan();
      });
  }

  /** Seals so many acts at most; undefined while somebody else does. */
  private async batch(): Promise<number | undefined> {
    const lock = await this.db.one<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [LOCK]);
    if (!lock?.taken) return undefined;
    const acts = await this.db.query<Omit<SealedAct, 'position'>>(
      `SELECT ${sealedColumns('now()')} FROM outbox o JOIN audit_log a ON a.seq = o.seq ORDER BY o.seq LIMIT ${BATCH}`,
    );
    if (acts.length === 0) return 0;
    const last = await this.db.one<{ position: number; seal: string }>(
      'SELECT position, seal FROM change ORDER BY position DESC LIMIT 1',
    );
    const rows = this.seal(acts, last?.position ?? 0, last?.seal ?? '');
    await this.db.send(
      `INSERT INTO change (position, seq, record_type, record_id, action, sealed_at, seal)
       SELECT position, seq, record_type, record_id, action, now(), seal
       FROM jsonb_to_recordset($1::jsonb) AS r(position bigint, seq bigint, record_type text, record_id uuid, action text, seal text)`,
      [JSON.stringify(rows)],
    );
    await this.db.send('DELETE FROM outbox WHERE seq = ANY($1::bigint[])', [acts.map((act) => act.seq)]);
    return acts.length;
  }

  private seal(acts: readonly Omit<SealedAct, 'position'>[], from: number, previous: string): object[] {
    let seal = previous;
    return acts.map((act, index) => {
      const position = from + index + 1;
      seal = sealOf(this.key, seal, { ...act, position });
      return { position, seq: act.seq, record_type: act.recordType, record_id: act.recordId, action: act.action, seal };
    });
  }
}
