import { withOwner, type Owner, type Rows } from './databases.js';

const OURS = `'public'::regnamespace`;

/** Everything that migrations make: columns, constraints, indexes, functions, triggers, rights. */
const SHAPE = `SELECT 'column' AS kind, attrelid::regclass || '.' || attname AS name, concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, pg_get_expr(adbin, adrelid)) AS detail
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attnum > 0 AND NOT attisdropped AND c.relkind IN ('r', 'v', 'S') AND c.relnamespace = ${OURS}
  UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = ${OURS}
  UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'storage', relname, reloptions::text FROM pg_class WHERE relnamespace = ${OURS}
  UNION ALL SELECT 'function', p.oid::regprocedure::text, concat_ws(' ', md5(prosrc), prosecdef, provolatile, proconfig) FROM pg_proc p WHERE pronamespace = ${OURS}
  UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(t.oid) || tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    WHERE NOT tgisinternal AND c.relnamespace = ${OURS}
  UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT 'right', relname, relacl::text FROM pg_class WHERE relnamespace = ${OURS}
  UNION ALL SELECT 'right', attrelid::regclass || '.' || attname, attacl::text FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
    WHERE attacl IS NOT NULL AND c.relnamespace = ${OURS}
  UNION ALL SELECT 'right', p.oid::regprocedure::text, proacl::text FROM pg_proc p WHERE pronamespace = ${OURS}
  UNION ALL SELECT 'right', 'schema', nspacl::text FROM pg_namespace WHERE oid = ${OURS}
  UNION ALL SELECT 'right', 'database', datacl::text FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT 'right from now on', concat_ws(' ', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype), defaclacl::text FROM pg_default_acl
  ORDER BY 1, 2, 3`;

const TABLES = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;

/** How many rows a table has, and the sum of what they say. A migration is noted under a number that a rollback leaves out. */
const contentSql = (table: string): string => {
  const row = table === 'migrations' ? `concat_ws(' ', name, timestamp)` : 't::text';
  return `SELECT 'rows' AS kind, '${table}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(${row}, 0)), 0) AS detail FROM "${table}" t`;
};

/** What a database is: what migrations make, and what every table holds. */
export async function shapeBy(owner: Owner): Promise<Rows> {
  const contents = (await owner(TABLES)).map(({ name }) => contentSql(String(name)));
  return [...(await owner(SHAPE)), ...(contents.length > 0 ? await owner(contents.join(' UNION ALL ')) : [])];
}

export const shapeOf = (url: string): Promise<Rows> => withOwner(url, shapeBy);

/** What is in one of two databases only, in words. */
export function differences(found: Rows, wanted: Rows): string[] {
  const [has, needs] = [found, wanted].map((rows) => new Set(rows.map((row) => Object.values(row).join(' '))));
  return [
    ...[...has!].filter((row) => !needs!.has(row)).map((row) => `there is ${row}`),
    ...[...needs!].filter((row) => !has!.has(row)).map((row) => `there is no ${row}`),
  ];
}
