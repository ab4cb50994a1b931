import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { REFRESH_DAYS } from '../auth/sessions.js';
import { Context } from '../context/context.js';
import { Db } from '../db/db.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { KEY_HOURS } from '../http/idempotency.js';

const LOCK = 7_206_002;
const BATCH = 1000;
const FIRST_MS = 60_000;
const PAUSE_MS = 3_600_000;

/** What has ended at the instant `$1`. Whoever still comes with it is answered as if it were there. */
const ENDED: Readonly<Record<string, string>> = {
  idempotency_key: `t.created_at < $1::timestamptz - interval '${KEY_HOURS} hours'`,
  refresh_token: `t.created_at < $1::timestamptz - interval '${REFRESH_DAYS} days'
    OR EXISTS (SELECT 1 FROM session s WHERE s.id = t.session_id AND s.ended_at IS NOT NULL)`,
  one_time_link: 't.used_at IS NOT NULL OR t.expires_at < $1::timestamptz',
};

/**
 * Removes keys, tokens and links that have ended, every hour. One node works at a time (advisory lock), in short
 * transactions, so that nobody waits for it.
 */
@Injectable()
export class Clearing implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Clearing.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
    private readonly context: Context,
  ) {}

  onApplicationBootstrap(): void {
    this.wake(FIRST_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Removes everything that has ended at `now`; answers how many rows, fewer while another node is at work. */
  async run(now = new Date()): Promise<number> {
    let removed = 0;
    for (const table of Object.keys(ENDED)) {
      let batch: number;
      do {
        batch = await this.context.run({}, () => this.unitOfWork.run(() => this.batch(table, now)));
        removed += batch;
      } while (batch === BATCH && !this.stopped);
    }
    return removed;
  }

  private wake(delay: number): void {
    this.timer = setTimeout(() => {
      this.running = this.run()
        .then(() => undefined)
        .catch((error: unknown) => this.logger.warn(`clearing waits: ${String(error)}`))
        .finally(() => {
          if (!this.stopped) this.wake(PAUSE_MS);
        });
    }, delay).unref();
  }

  private async batch(table: string, now: Date): Promise<number> {
    const lock = await this.db.one<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [LOCK]);
    if (!lock?.taken) return 0;
    return this.db.run(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT t.ctid FROM ${table} t WHERE ${ENDED[table]} LIMIT ${BATCH}))`,
      [now],
    );
  }
}
