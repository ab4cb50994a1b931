import { searchKeys, sortKey } from '@guanxi/shared/kernel';
import type pg from 'pg';
import { Random } from '../../src/demo/stage/random.js';
import type { Names } from './names.js';

/** Customers are made in batches, each from a chance of its own, so that several workers make the same ones as one. */
export const BATCH = 1000;
const SEED = 20_260_101;
const YEARS = 5;
const OLD_SHARE = 0.05;
/** So many customers of the one who has few, whatever there is in all. */
const FEW = 100;

/** Who looks after the customers, by the way in which their scope finds them. */
export interface Owners {
  /** A team that has half of all. */
  readonly many: readonly string[];
  /** Somebody with a hundred, spread over the years. */
  readonly few: string;
  /** A team that has the oldest twentieth and nothing since. */
  readonly old: readonly string[];
  readonly others: readonly string[];
}

export interface Population {
  readonly owners: Owners;
  readonly total: number;
  /** When the first one was made; the others follow evenly. */
  readonly since: number;
}

export const populationOf = (owners: Owners, total: number): Population => ({
  ...{ owners, total },
  since: Date.now() - YEARS * 365 * 86_400_000,
});

export const LEVELS = ['A', 'B', 'C'] as const;

/** One in twenty is of level A, one in five of level B. */
const levelOf = (random: Random): string => {
  const at = random.next();
  return at < 0.05 ? 'A' : at < 0.25 ? 'B' : 'C';
};

function ownerOf(n: number, { owners, total }: Population, random: Random): string {
  if (n % Math.max(Math.floor(total / FEW), 1) === 0) return owners.few;
  if (n < total * OLD_SHARE) return random.pick(owners.old);
  return random.pick(random.chance(0.5) ? owners.many : owners.others);
}

// Ids are UUIDv7 of the instant, as the product makes them, with the number in place of chance.
const INSERT = `
INSERT INTO customer (id, version, archived, created_at, updated_at, code, name, sort_key, type, level, owner_id, phone,
  payment_term_days, invoice_titles, addresses, search_text, grams)
SELECT (lpad(to_hex((extract(epoch FROM c.at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(c.n), 15, '0'))::uuid,
  1, false, c.at, c.at, c.code, c.name, c.sort_key, 'enterprise', c.level, c.owner_id, '0512-' || lpad(c.n::text, 8, '0'),
  30, '[]', '[]', c.search_text, c.grams::text[]
FROM unnest($1::int[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
  AS c(n, at, code, name, sort_key, level, owner_id, search_text, grams)`;

/** Writes one batch: names, owners and levels by chance, search keys by the product's own function. */
export async function insertBatch(
  database: pg.Client,
  names: Names,
  population: Population,
  batch: number,
): Promise<void> {
  const random = new Random(SEED, `customers ${batch}`);
  const { total, since } = population;
  const step = (Date.now() - since) / total;
  const first = batch * BATCH;
  const rows = Array.from({ length: Math.min(BATCH, total - first) }, (_, index) => {
    const n = first + index;
    const [name, code] = [names.next(random), `K-${String(n).padStart(7, '0')}`];
    const { searchText, grams } = searchKeys([name], [code]);
    const at = new Date(since + n * step).toISOString();
    return [
      ...[n, at, code, name, sortKey(name), levelOf(random), ownerOf(n, population, random), searchText],
      // Grams are letters and digits only, so nothing needs quotes.
      `{${grams.join(',')}}`,
    ];
  });
  const columns = Array.from({ length: 9 }, (_, column) => rows.map((row) => row[column]));
  await database.query({ name: 'customers', text: INSERT, values: columns });
}
