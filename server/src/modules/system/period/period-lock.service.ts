import { Injectable } from '@nestjs/common';
import { PeriodLock } from '../../../kernel/auth/ports.js';
import { Db } from '../../../kernel/db/db.js';
import { Remembered } from '../../../kernel/db/remembered.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

interface Closed {
  readonly closedThrough: string;
}

const CLOSED = `SELECT closed_through AS "closedThrough" FROM period WHERE company_id = $1`;

/** Keeps postings out of closed periods, for every module. */
@Injectable()
export class PeriodLockService extends PeriodLock {
  constructor(
    private readonly db: Db,
    private readonly remembered: Remembered,
  ) {
    super();
  }

  async assertOpen(companyId: string, date: string): Promise<void> {
    assertAfter(await this.remembered.get(`period ${companyId}`, () => this.db.one<Closed>(CLOSED, [companyId])), date);
  }

  async holdOpen(companyId: string, date: string): Promise<void> {
    assertAfter(await this.db.one<Closed>(`${CLOSED} FOR SHARE`, [companyId]), date);
  }
}

function assertAfter(closed: Closed | undefined, date: string): void {
  if (!closed || date > closed.closedThrough) return;
  throw new DomainError('period.closed', { date, closedThrough: closed.closedThrough });
}
