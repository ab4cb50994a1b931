import { Injectable } from '@nestjs/common';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import type { DocumentHeader, DocumentLine } from './document.entity.js';
import type { SourceLink } from './handler.js';
import { DocumentRegistry } from './registry.js';

interface Source {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
}

const IN_FORCE: readonly string[] = ['effective', 'completed'];

/** The documents that a document came from. */
@Injectable()
export class Sources {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
  ) {}

  /**
   * Nobody is asked to approve what can't take effect. Nothing is locked: whoever takes effect looks again under lock.
   * @throws DomainError 409 `document.source` naming the first source that was voided, closed, or is not in force yet.
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
      const ended = await this.notInForce(types, ids);
      const index = named.findIndex((id) => ended.has(id));
      if (index < 0) continue;
      const { number, status } = ended.get(named[index])!;
      throw new DomainError('document.source', { number, status, ...(on === 'lines' ? { lineNo: index + 1 } : {}) });
    }
  }

  private async notInForce(types: readonly string[], ids: readonly string[]): Promise<Map<unknown, Source>> {
    if (ids.length === 0) return new Map();
    const tables = types.map((type) => this.rows.table(this.registry.get(type).entity).name);
    const selects = tables.map(
      (table) => `SELECT id, number, status FROM "${table}" WHERE id = ANY($1) AND status <> ALL($2)`,
    );
    const found = await this.db.query<Source>(selects.join(' UNION ALL '), [ids, IN_FORCE]);
    return new Map(found.map((source) => [source.id, source]));
  }
}
