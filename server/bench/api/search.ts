import { initialsOf, pinyinOf } from '@guanxi/shared/kernel';
import type pg from 'pg';
import { Random } from '../../src/demo/stage/random.js';
import { Explained } from '../support/explained.js';
import { percentile, sorted } from '../support/figures.js';
import type { Company, Member, ScopeName } from './company.js';
import { inDatabase } from '../support/in-database.js';
import type { Site } from './sites.js';
import { CustomerStatements } from './statements.js';

const QUERIES = 1000;
const SEED = 3;
const SHOWN = 5;

/** What is in very many names, and what is typed first. */
const COMMON = [
  ...['公司', '有限', '限公', '科技', '贸易', '上海', '北京', '深圳', '苏州', '进出', '设备', '责任', '集团', '股份'],
  ...['yxgs', 'gs', 'yx', 'sh', 'kj', 'youxian', 'gongsi', 'shanghai', 'keji', 'maoyi', 'jt', 'y', '公', 'a'],
];
const COMMON_SHARE = 0.1;

/** How long the search statement took in the database, in milliseconds. */
export interface Searched {
  readonly scope: ScopeName;
  readonly queries: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** The longest ones, with their times. */
  readonly slowest: readonly string[];
}

/** Two characters next to each other in a name, or the pinyin or the initials of some. */
function queryOf(name: string, random: Random): string {
  const characters = [...name];
  const part = (length: number): string => {
    const first = random.between(0, characters.length - length);
    return characters.slice(first, first + length).join('');
  };
  const kind = random.next();
  if (kind < 0.6) return part(2);
  return kind < 0.8 ? pinyinOf(part(2)) : initialsOf(part(random.between(2, 4)));
}

async function queriesOf(database: pg.Client): Promise<string[]> {
  const random = new Random(SEED, 'search');
  const { rows } = await database.query<{ name: string }>(
    `SELECT name FROM customer ORDER BY md5(code) LIMIT ${QUERIES}`,
  );
  const names = rows.map((row) => row.name);
  return Array.from({ length: QUERIES }, () =>
    random.chance(COMMON_SHARE) ? random.pick(COMMON) : queryOf(random.pick(names), random),
  );
}

/** Searches for the same things under each scope, one after the other, on a connection as the server has them. */
export async function measureSearch({ databaseUrl }: Site, { members }: Company): Promise<Searched[]> {
  const statements = await CustomerStatements.from(databaseUrl);
  return inDatabase(databaseUrl, async (database) => {
    const queries = await queriesOf(database);
    const explained = await Explained.on(database);
    const searched: Searched[] = [];
    for (const member of members) searched.push(await searchAs(member, queries, statements, explained));
    return searched;
  });
}

async function searchAs(
  member: Member,
  queries: readonly string[],
  statements: CustomerStatements,
  explained: Explained,
): Promise<Searched> {
  const times: { q: string; time: number }[] = [];
  for (const q of queries) times.push({ q, time: await explained.time(statements.page(member, { q })) });
  const ascending = sorted(times.map(({ time }) => time));
  const [p50, p95, max] = [0.5, 0.95, 1].map((share) => percentile(ascending, share)) as [number, number, number];
  const slowest = new Map(times.toSorted((a, b) => a.time - b.time).map(({ q, time }) => [q, time]));
  const shown = [...slowest].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return {
    ...{ scope: member.scope, queries: queries.length, p50, p95, max },
    slowest: shown.map(([q, time]) => `${q} ${time.toFixed(1)}`),
  };
}
