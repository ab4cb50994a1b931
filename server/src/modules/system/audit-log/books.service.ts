import { Injectable } from '@nestjs/common';
import { Sequencer } from '../../../kernel/audit/sequencer.js';
import { PLAN_BY_VALUES } from '../../../kernel/db/data-source.js';
import { Db } from '../../../kernel/db/db.js';
import { UnitOfWork } from '../../../kernel/db/unit-of-work.js';
import { Verifier } from '../../../kernel/verify/verifier.js';
import type { BooksVerification } from './audit-log.dto.js';

const SHOWN = 100;

/** Proves the books while they are in use: every check sees the same instant. */
@Injectable()
export class Books {
  constructor(
    private readonly sequencer: Sequencer,
    private readonly unitOfWork: UnitOfWork,
    private readonly verifier: Verifier,
    private readonly db: Db,
  ) {}

  async verify(): Promise<BooksVerification> {
    await this.sequencer.drain();
    const { checks, differences } = await this.unitOfWork.run(async () => {
      await this.db.send('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      await this.db.send(PLAN_BY_VALUES);
      return this.verifier.run();
    });
    return { ok: differences.length === 0, checks, differences: differences.slice(0, SHOWN) };
  }
}
