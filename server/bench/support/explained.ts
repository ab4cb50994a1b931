import type pg from 'pg';
import { APP_ROLE, OF_SINGLES } from '../../src/kernel/db/data-source.js';
import type { Statement } from '../../src/kernel/lists/list-sql.js';

/** After so many runs PostgreSQL has decided whether it plans a prepared statement anew each time. */
const SETTLED = 6;

/** Prepared statements on one connection, as one of the server's would have them, and what PostgreSQL says of them. */
export class Explained {
  private readonly names = new Map<string, string>();

  private constructor(private readonly database: pg.Client) {}

  static async on(database: pg.Client): Promise<Explained> {
    await database.query(`SET ROLE ${APP_ROLE}`);
    for (const setting of OF_SINGLES) await database.query(`SET ${setting}`);
    return new Explained(database);
  }

  /** Runs a statement until its plan is settled, and answers `EXPLAIN` of it. */
  async settled(statement: Statement): Promise<Explanation> {
    for (let run = 0; run < SETTLED; run += 1) await this.prepare(statement);
    return this.explain(statement, '');
  }

  /** Runs a statement, and answers how long that took in the database, in milliseconds. */
  async time(statement: Statement): Promise<number> {
    if (!this.names.has(statement.text)) await this.prepare(statement);
    const explanation = await this.explain(statement, 'ANALYZE, TIMING OFF, ');
    return explanation['Planning Time'] + explanation['Execution Time'];
  }

  private async prepare({ text, values }: Statement): Promise<void> {
    await this.database.query({ name: this.nameOf(text), text, values: [...values] });
  }

  private async explain({ text, values }: Statement, options: string): Promise<Explanation> {
    const literals = values.map((value) =>
      this.database.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value)),
    );
    const { rows } = await this.database.query<{ 'QUERY PLAN': Explanation[] }>(
      `EXPLAIN (${options}FORMAT JSON) EXECUTE ${this.nameOf(text)}(${literals.join(', ')})`,
    );
    return rows[0]!['QUERY PLAN'][0]!;
  }

  private nameOf(text: string): string {
    const name = this.names.get(text) ?? `explained_${this.names.size}`;
    this.names.set(text, name);
    return name;
  }
}

interface Explanation {
  readonly Plan: PlanNode;
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Kinds of nodes and names of indexes, from the root: what two plans have in common, whatever the sizes. */
export function shapeOf({ Plan }: Pick<Explanation, 'Plan'>): string {
  const shape = (node: PlanNode): string => {
    const target = node['Index Name'] ?? node['Relation Name'];
    const below = (node.Plans ?? []).map(shape).join(', ');
    return `${node['Node Type']}${target ? ` ${target}` : ''}${below ? ` (${below})` : ''}`;
  };
  return shape(Plan);
}
