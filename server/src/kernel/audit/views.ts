import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Context } from '../context/context.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Audit, type AuditRow } from './audit.js';

const PAUSE_MS = 1000;
const DAY_MS = 86_400_000;
/** So many are remembered, and so many wait while the database is away. */
const MOST = 100_000;

/**
 * Notes who looked at a record: each person, record and day once on each node. It is written by the dozen, within a second, so
 * that no reader waits for it.
 */
@Injectable()
export class Views implements OnApplicationShutdown {
  private readonly logger = new Logger(Views.name);
  private readonly noted = new Set<string>();
  private waiting: AuditRow[] = [];
  /** Counted from the beginning of 1970 (UTC). */
  private day = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Notes that the principal at hand looked at a record. */
  note(recordType: string, recordId: string): void {
    const today = Math.floor(Date.now() / DAY_MS);
    if (today !== this.day || this.noted.size >= MOST) this.noted.clear();
    this.day = today;
    const key = `${this.context.principal.userId} ${recordId}`;
    if (this.noted.has(key) || this.waiting.length >= MOST) return;
    this.noted.add(key);
    this.waiting.push(this.audit.rowOf({ action: 'view', recordType, recordId }));
    this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS).unref();
  }

  /** Nobody is served any more, and the database is still there. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Writes what was noted; what can't be written now is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = this.waiting.splice(0);
    if (rows.length === 0) return;
    try {
      await this.context.run({}, () => this.unitOfWork.run(() => this.audit.write(rows)));
    } catch (error) {
      this.logger.warn(`noting of views waits: ${String(error)}`);
      this.waiting.unshift(...rows);
      this.timer ??= setTimeout(() => void this.flush(), PAUSE_MS).unref();
    }
  }
}
