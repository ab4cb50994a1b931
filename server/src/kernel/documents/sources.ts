import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { Verifier, type Difference } from '../verify/verifier.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';
import type { SourceLink } from './handler.js';
import { DocumentRegistry } from './registry.js';

interface Source {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly isForeign: boolean;
}

const IN_FORCE: readonly string[] = ['effective', 'completed'];

/** The documents that a document came from. */
@Injectable()
export class Sources implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register({ name: 'one company per chain', check: () => this.mixed() });
  }

  /**
   * Nobody is asked to approve what can't take effect. Nothing is locked: whoever takes effect looks again under lock.
   * @throws DomainError 409 `document.source` naming the first source that was voided, closed, or is not in force yet;
   *   422 `company.mixed` naming one of another company.
   */
  async assertInForce(
    links: readonly SourceLink[],
    document: DocumentHeader,
    lines: readonly DocumentLine[],
  ): Promise<void> {
    for (const { types, on, property } of links) {
      const named = (on === 'header' ? [document] : lines).map(
        (row) => (row as unknown as Record<string, unknown>)[property],
      );
      const ids = [...new Set(named.filter((id) => typeof id === 'string'))];
      const ended = await this.unfit(types, ids, document.companyId);
      const index = named.findIndex((id) => ended.has(id));
      if (index < 0) continue;
      const { number, status, isForeign } = ended.get(named[index])!;
      if (isForeign) throw new DomainError('company.mixed', { number });
      throw new DomainError('document.source', {
        number,
        state: status,
        ...(on === 'lines' ? { lineNo: index + 1 } : {}),
      });
    }
  }

  private async unfit(
    types: readonly string[],
    ids: readonly string[],
    companyId: string,
  ): Promise<Map<unknown, Source>> {
    if (ids.length === 0) return new Map();
    const tables = types.map((type) => this.rows.table(this.registry.get(type).entity).name);
    const selects = tables.map(
      (table) =>
        `SELECT id, number, status, company_id <> $3 AS "isForeign" FROM "${table}" WHERE id = ANY($1) AND (status <> ALL($2) OR company_id <> $3)`,
    );
    const found = await this.db.query<Source>(selects.join(' UNION ALL '), [ids, IN_FORCE, companyId]);
    return new Map(found.map((source) => [source.id, source]));
  }

  /** Documents in force that came from one of another company. */
  private async mixed(): Promise<Difference[]> {
    const found: Difference[] = [];
    for (const handler of this.registry.all()) {
      const header = this.rows.table(handler.entity);
      for (const { types, on, property } of handler.sources ?? []) {
        const holder = on === 'header' ? header : this.rows.table(handler.lines!.entity);
        const join = on === 'header' ? 't' : `t JOIN "${holder.name}" h ON h.document_id = t.id`;
        const column = `${on === 'header' ? 't' : 'h'}."${holder.columnOf(property)}"`;
        for (const type of types) {
          const source = this.rows.table(this.registry.get(type).entity).name;
          found.push(
            ...(await this.db.query<Difference>(
              `SELECT DISTINCT 'C1' AS invariant, $1 || ' ' || coalesce(t.number, t.id::text) AS "where", 'sources of its company' AS expected,
                 $2 || ' ' || coalesce(s.number, s.id::text) AS actual
               FROM "${header.name}" ${join} JOIN "${source}" s ON s.id = ${column}
               WHERE s.company_id <> t.company_id AND t.status NOT IN ('draft', 'rejected')`,
              [handler.definition.type, type],
            )),
          );
        }
      }
    }
    return found;
  }
}
