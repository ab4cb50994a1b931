import { Injectable, type OnModuleInit } from '@nestjs/common';
import { deriveKey, Settings } from '../config/config.js';
import { arraysOf } from '../db/arrays.js';
import { Db } from '../db/db.js';
import { Verifier, type Difference, type VerifyCheck } from '../verify/verifier.js';
import { digestOf } from './audit.js';
import type { ChainHead } from './heads.js';
import { firstSealOf, sealedColumns, sealOf, type SealedAct } from './sequencer.js';

const BATCH = 5000;
const PATIENCE_SECONDS = 60;

interface ChainRow extends SealedAct {
  readonly sealSeq: number;
  readonly seal: string;
  readonly salt: string | null;
  readonly changes: string | null;
  /** Whether the change feed says the same of the act as the audit log. */
  readonly isTold: boolean;
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
        `SELECT c.position, c.seq AS "sealSeq", c.seal, a.salt, a.changes, ${sealedColumns('c.sealed_at')},
           (c.record_type, c.record_id, c.action) = (a.record_type, a.record_id, a.action) AS "isTold"
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

  /** Heads that the chain had and has no more, the earliest first: it was cut off before them, or rewritten. */
  lost(heads: readonly ChainHead[]): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'U1' AS invariant, 'act ' || h.position AS "where", 'the seal ' || h.seal AS expected,
         coalesce('the seal ' || c.seal, 'no such act') AS actual
       FROM (SELECT DISTINCT * FROM unnest($1::bigint[], $2::text[]) AS x(position, seal)) h LEFT JOIN change c USING (position)
       WHERE c.seal IS DISTINCT FROM h.seal ORDER BY h.position`,
      arraysOf(heads, 'position', 'seal'),
    );
  }

  private look(row: ChainRow, expectedPosition: number, previous: string): Difference[] {
    const at = `act ${row.position}, audit row ${row.sealSeq}`;
    const tell = (expected: string, actual: string): Difference => ({ invariant: 'U1', where: at, expected, actual });
    if (row.position !== expectedPosition)
      return [{ ...tell('an act', `act ${row.position} next`), where: `act ${expectedPosition}` }];
    if (row.id === null) return [tell('an audit row', `row ${row.sealSeq} is gone`)];
    const found: Difference[] = [];
    if (digestOf(row.salt ?? '', row.changes) !== row.digest)
      found.push(tell('the values that were recorded', row.changes === null ? 'no values' : 'other values'));
    if (!row.isTold) found.push(tell(`${row.action} of ${row.recordType} ${row.recordId}`, 'another act in the feed'));
    if (![sealOf, firstSealOf].some((seal) => seal(this.key, previous, row) === row.seal))
      found.push(tell('an unbroken seal', `${row.action} of ${row.recordType} ${row.recordId} does not fit its seal`));
    return found;
  }

  /** Acts that nobody sealed: waiting too long, taken out of the queue, or slipped in beside the chain. */
  private unsealed(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'U1' AS invariant, 'audit row ' || a.seq AS "where", 'a seal' AS expected, 'none since ' || a.at AS actual
       FROM audit_log a LEFT JOIN outbox o ON o.seq = a.seq
       WHERE (o.seq IS NULL OR a.at < now() - make_interval(secs => $1)) AND NOT EXISTS (SELECT 1 FROM change c WHERE c.seq = a.seq)
       UNION ALL
       SELECT 'U1', 'audit row ' || o.seq, 'an audit row', 'only its place in the queue'
       FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.seq = o.seq) LIMIT 100`,
      [PATIENCE_SECONDS],
    );
  }
}
