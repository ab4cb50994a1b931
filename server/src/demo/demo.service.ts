import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayIn } from '@guanxi/shared/kernel';
import { Audit } from '../kernel/audit/audit.js';
import { Context } from '../kernel/context/context.js';
import { Db } from '../kernel/db/db.js';
import { UnitOfWork } from '../kernel/db/unit-of-work.js';
import { DemoContent } from '../modules/system/index.js';
import { settingOf, type DemoCompany, type Setting } from './setting.js';
import { StoryTeller } from './story-teller.js';

/** Advisory lock of whoever fills the company. */
const LOCK = 7_206_002;
/** The act in the audit log that says that the company was filled. */
const FILLED = 'fill';
const SEED = 20_260;

const COMPANY = `
SELECT c.id, c.language, c.country, c.time_zone AS "timeZone", c.base_currency AS "baseCurrency", k.minor_unit AS "minorUnit",
  c.final_pool_ids[1] AS "administratorId"
FROM company c JOIN currency k ON k.code = c.base_currency
WHERE c.demo AND NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.record_type = 'company' AND l.action = $1) ORDER BY c.id LIMIT 1`;

/**
 * Fills the first company of a demo with an invented year, once (companies made later are of the demo too, and stay as they are): the people in one transaction, everything else in a second one, with an act
 * in the audit log that tells that it is done. When the process dies before, the next start goes on with the people there are.
 */
@Injectable()
export class DemoService implements OnModuleInit {
  constructor(
    private readonly content: DemoContent,
    private readonly teller: StoryTeller,
    private readonly unitOfWork: UnitOfWork,
    private readonly context: Context,
    private readonly audit: Audit,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    this.content.provide((seed) => this.fill(seed));
  }

  /** Answers false when there is nothing to fill, or somebody else is at it. */
  fill(seed = SEED): Promise<boolean> {
    return this.context.run({ requestId: 'demo' }, async () => {
      // Alone, because whoever changes users makes everybody wait who does the same, until the end of the transaction.
      const staff = await this.once(seed, (setting) => this.teller.hire(setting));
      if (!staff) return false;
      const told = await this.once(seed, async (setting) => {
        await this.teller.tell(setting, staff);
        await this.audit.record({ action: FILLED, recordType: 'company', recordId: setting.company.id });
        return true;
      });
      return told ?? false;
    });
  }

  /** Runs a part of the filling in a transaction, unless there is nothing to fill or somebody else is at it. */
  private once<T>(seed: number, work: (setting: Setting) => Promise<T>): Promise<T | undefined> {
    return this.unitOfWork.run(async () => {
      const lock = await this.db.one<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [LOCK]);
      const company = lock?.taken ? await this.db.one<DemoCompany>(COMPANY, [FILLED]) : undefined;
      return company && work(settingOf(company, dayIn(company.timeZone, new Date()), seed));
    });
  }
}
