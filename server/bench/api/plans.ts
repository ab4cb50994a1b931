import { Explained, shapeOf } from '../support/explained.js';
import { SCOPES, type Company, type ScopeName } from './company.js';
import { LEVELS } from './customers.js';
import { inDatabase } from '../support/in-database.js';
import type { Site } from './sites.js';
import { CustomerStatements, type Statement } from './statements.js';

/** The plans of one statement with few and with many customers. */
export interface PlanPair {
  readonly scope: ScopeName;
  readonly what: string;
  readonly small: string;
  readonly large: string;
}

/** How PostgreSQL reads a page of each level, and a single record, under each scope. */
export async function comparePlans(company: Company, small: Site, large: Site): Promise<PlanPair[]> {
  const statements = await CustomerStatements.from(large.databaseUrl);
  const [few, many] = [await shapesOn(small, company, statements), await shapesOn(large, company, statements)];
  return few.map(({ scope, what, shape }, index) => ({ scope, what, small: shape, large: many[index]!.shape }));
}

async function shapesOn(
  site: Site,
  { members }: Company,
  statements: CustomerStatements,
): Promise<{ scope: ScopeName; what: string; shape: string }[]> {
  const id = await inDatabase(site.databaseUrl, async (database) => {
    const { rows } = await database.query<{ id: string }>('SELECT id FROM customer ORDER BY created_at LIMIT 1');
    return rows[0]!.id;
  });
  const shapes = [];
  for (const scope of SCOPES) {
    const member = members.find((one) => one.scope === scope)!;
    for (const level of LEVELS)
      shapes.push({
        scope,
        what: `list, level ${level}`,
        shape: await shapeOn(site, statements.page(member, { level })),
      });
    shapes.push({ scope, what: 'read', shape: await shapeOn(site, statements.one(member, id)) });
  }
  return shapes;
}

/** On a connection of its own: what was decided for another level says nothing about this one. */
const shapeOn = ({ databaseUrl }: Site, statement: Statement): Promise<string> =>
  inDatabase(databaseUrl, async (database) => shapeOf(await (await Explained.on(database)).settled(statement)));
