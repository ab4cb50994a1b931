import { Injectable } from '@nestjs/common';
import { PeriodLock } from '../../../kernel/auth/ports.js';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** Keeps postings out of closed periods, for every module. */
@Injectable()
export class PeriodLockService extends PeriodLock {
  constructor(private readonly db: Db) {
    super();
  }

  /** Holds the period against closing until the transaction ends. */
  async assertOpen(companyId: string, date: string): Promise<void> {
    const closed = await this.db.one<{ closedThrough: string }>(
      `SELECT closed_through AS "closedThrough" FROM period WHERE company_id = $1 FOR SHARE`,
      [companyId],
    );
    if (closed && date <= closed.closedThrough)
      throw new DomainError('period.closed', { date, closedThrough: closed.closedThrough });
  }
}
