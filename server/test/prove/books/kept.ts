import type { World } from '../../support/world.js';
import { LEDGERS } from './invariants/ledgers.js';

const sumOf = ({ table }: { table: string }, index: number): string =>
  `SELECT '${table}' AS name, coalesce(max(seq), 0)::text AS last, coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS sum,
     coalesce(sum(hashtextextended(t::text, 0)) FILTER (WHERE seq <= $${index + 1}::bigint), 0)::text AS before FROM ${table} t`;
const SUMS = LEDGERS.map(sumOf).join(' UNION ALL ');

/** Remembers the rows of the ledgers, to see whether one of them is changed or taken out later (S3). */
export class KeptRows {
  private readonly known = new Map<string, { last: string; sum: string }>();

  constructor(private readonly world: World) {}

  /** The ledgers whose rows are not those that they were; from then on it knows those of now. */
  async changed(): Promise<string[]> {
    const rows = await this.world.sqlAsApp(
      SUMS,
      LEDGERS.map(({ table }) => this.known.get(table)?.last ?? '0'),
    );
    return rows.flatMap((row) => {
      const [name, last, sum] = [String(row['name']), String(row['last']), String(row['sum'])];
      const was = this.known.get(name)?.sum ?? '0';
      this.known.set(name, { last, sum });
      return was === row['before'] ? [] : [`S3: rows of ${name} have changed`];
    });
  }
}
