import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../kernel/config/places.js';

type MigrationClass = new () => MigrationInterface;

/** A migration whose statements stand in the file beside this one; it runs in one transaction, so a kill leaves nothing half. */
function fromFile(name: string, file: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(readFileSync(join(MIGRATIONS, file), 'utf8'));
    }
    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward; restore a backup instead.'));
    }
  };
}

/** The whole database, in order. A migration that was released is never edited. */
export const migrations: MigrationClass[] = [
  fromFile('Tables1769000000001', '0001-tables.sql'),
  fromFile('Guards1769000000002', '0002-guards.sql'),
  fromFile('Amendments1769000000003', '0003-amendments.sql'),
  fromFile('Coverage1769000000004', '0004-coverage.sql'),
  fromFile('Mentions1769000000005', '0005-mentions.sql'),
  fromFile('Epoch1769000000006', '0006-epoch.sql'),
  fromFile('Lines1769000000007', '0007-lines.sql'),
  fromFile('Balances1769000000008', '0008-balances.sql'),
  fromFile('Series1769000000009', '0009-series.sql'),
  fromFile('Ledgers1769000000010', '0010-ledgers.sql'),
  fromFile('Demands1769000000011', '0011-demands.sql'),
  fromFile('FlowFacts1769000000012', '0012-flow-facts.sql'),
  fromFile('KeptAnswers1769000000013', '0013-kept-answers.sql'),
  fromFile('BaseAmounts1769000000014', '0014-base-amounts.sql'),
  fromFile('ClosedHoles1769000000015', '0015-closed-holes.sql'),
  fromFile('FundLedger1769000000016', '0016-fund-ledger.sql'),
  fromFile('Grams1769000000017', '0017-grams.sql'),
  fromFile('Lookups1769000000018', '0018-lookups.sql'),
  fromFile('LighterGuards1769000000019', '0019-lighter-guards.sql'),
  fromFile('Authors1769000000020', '0020-authors.sql'),
];
