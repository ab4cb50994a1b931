import { Injectable, type OnModuleInit } from '@nestjs/common';
import { deriveKey, Settings } from '../config/config.js';
import { Db } from '../db/db.js';
import { Verifier, type Difference, type VerifyCheck } from '../verify/verifier.js';
import { digestOf } from './audit.js';
import { SEALED_COLUMNS, sealOf, type SealedAct } from './sequencer.js';

const BATCH = 5000;
const PATIENCE_SECONDS = 60;

interface ChainRow extends SealedAct {
  readonly sealSeq: number;
  readonly seal: string;
  readonly salt: string | null;
  readonly changes: string | null;
}

/** Walks the sealed audit chain from the first act to the last (U1, E1). */
@Injectable()
export class AuditChain implements VerifyCheck, OnModuleInit {
  readonly name = 'audit chain';
  private readonly key: Buffer;

  constructor(
    settings: Settings,
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {
    this.key = deriveKey(settings.secret, 'audit-seal');
  }

  onModuleInit(): void {
    this.verifier.register(this);
  }

  async check(): Promise<Difference[]> {
    const differences = [...(await this.unsealed())];
    let seal = '';
    let position = 0;
    for (;;) {
      const rows = await this.db.query<ChainRow>(
        `SELECT c.position, c.seq AS "sealSeq", c.seal, a.salt, a.changes, ${SEALED_COLUMNS}
         FROM change c LEFT JOIN audit_log a ON a.seq = c.seq WHERE c.position > $1 ORDER BY c.position LIMIT ${BATCH}`,
        [position],
      );
      for (const row of rows) {
        differences.push(...this.look(row, position + 1, seal));
        position = row.position;
        seal = row.seal;
      }
      if (rows.length < BATCH) return differences;
    }
  }

  private look(row: ChainRow, expectedPosition: number, previous: string): Difference[] {
    const at = `act ${row.position}`;
    const tell = (expected: string, actual: string): Difference => ({ invariant: 'U1', where: at, expected, actual });
    if (row.position !== expectedPosition) return [tell(`position ${expectedPosition}`, `position ${row.position}`)];
    if (row.id === null) return [tell('an audit row', `row ${row.sealSeq} is gone`)];
    const found: Difference[] = [];
    if (row.changes !== null && digestOf(row.salt ?? '', row.changes) !== row.digest)
      found.push(tell('the values that were recorded', 'other values'));
    if (sealOf(this.key, previous, row) !== row.seal)
      found.push(tell('an unbroken seal', `${row.action} of ${row.recordType} ${row.recordId} does not fit its seal`));
    return found;
  }

  /** Rows that nobody sealed: waiting too long, or slipped in beside the chain. */
  private unsealed(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'U1' AS invariant, 'audit row ' || a.seq AS "where", 'a seal' AS expected, 'none since ' || a.at AS actual
       FROM audit_log a WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.seq = a.seq) AND a.at < now() - make_interval(secs => $1) LIMIT 100`,
      [PATIENCE_SECONDS],
    );
  }
}
