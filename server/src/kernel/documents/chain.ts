import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { Lists } from '../lists/lists.js';
import { ChainNode, ChainNodes, type Found } from './chain-nodes.js';
import { DocumentStore } from './document-store.js';
import { DocumentRegistry, type AnyHandler } from './registry.js';

export class ChainEdge {
  @ApiProperty({ format: 'uuid' }) from!: string;
  @ApiProperty({ format: 'uuid' }) to!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the one did of the lines of the other, in base units',
  })
  quantity!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the one settled of the other' })
  amount!: string | null;
}
export class ChainLane {
  @ApiProperty() type!: string;
  @ApiProperty({ type: String, nullable: true, description: 'How much of what leads here is done, 0 to 1' }) share!:
    string | null;
  @ApiProperty({ type: () => [ChainNode] }) nodes!: ChainNode[];
}
export class ChainView {
  @ApiProperty({ type: () => [ChainNode] }) nodes!: ChainNode[];
  @ApiProperty({ type: () => [ChainEdge] }) edges!: ChainEdge[];
  @ApiProperty({ type: () => [ChainLane] }) lanes!: ChainLane[];
}

interface Link {
  readonly from: string;
  readonly fromType: string;
  readonly to: string;
  readonly toType: string;
}

const MOST_NODES = 200;

/** What a document came from and what came of it, however far, with who holds what. */
@Injectable()
export class Chain {
  constructor(
    private readonly registry: DocumentRegistry,
    private readonly store: DocumentStore,
    private readonly lists: Lists,
    private readonly rows: Rows,
    private readonly db: Db,
    private readonly nodes: ChainNodes,
  ) {}

  /** @throws DomainError 404 when the document may not be read; documents out of scope are left out. */
  async of(handler: AnyHandler, id: string): Promise<ChainView> {
    if (!(await this.store.isReadable(handler, id))) throw new DomainError('record.not-found');
    const { found, links } = await this.walk(handler.definition.type, id);
    const nodes = (
      await Promise.all([...new Set(found.values())].map((type) => this.nodes.of(type, found, id)))
    ).flat();
    const visible = new Set(nodes.map((node) => node.id));
    const edges = await this.edges(links.filter((link) => visible.has(link.from) && visible.has(link.to)));
    return { nodes, edges, lanes: await this.lanes(nodes) };
  }

  private async walk(type: string, id: string): Promise<{ found: Found; links: Link[] }> {
    const found: Found = new Map([[id, type]]);
    const links = new Map<string, Link>();
    let fresh: Found = new Map(found);
    while (fresh.size > 0 && found.size < MOST_NODES) {
      const next: Found = new Map();
      for (const link of await this.around(fresh)) {
        links.set(`${link.from} ${link.to}`, link);
        if (!found.has(link.from)) next.set(link.from, link.fromType);
        if (!found.has(link.to)) next.set(link.to, link.toType);
      }
      next.forEach((ofType, one) => found.set(one, ofType));
      fresh = next;
    }
    return { found, links: [...links.values()] };
  }

  /** The links that touch these documents, in both directions. */
  private async around(documents: Found): Promise<Link[]> {
    const ids = [...documents.keys()];
    const types = new Set(documents.values());
    const links: Link[] = [];
    for (const handler of this.registry.all()) {
      const toType = handler.definition.type;
      for (const { types: fromTypes, on, property } of handler.sources ?? []) {
        if (!types.has(toType) && !fromTypes.some((fromType) => types.has(fromType))) continue;
        const table = this.rows.table(on === 'header' ? handler.entity : handler.lines!.entity);
        const own = on === 'header' ? 'id' : 'document_id';
        const source = table.columnOf(property);
        const rows = await this.db.query<{ from: string; to: string }>(
          `SELECT DISTINCT ${source} AS "from", ${own} AS "to" FROM "${table.name}" WHERE ${source} IS NOT NULL AND (${source} = ANY($1) OR ${own} = ANY($1)) LIMIT ${MOST_NODES}`,
          [ids],
        );
        for (const row of rows) links.push({ ...row, toType, fromType: await this.typeOf(row.from, fromTypes) });
      }
    }
    return links;
  }

  private async typeOf(id: string, types: readonly string[]): Promise<string> {
    for (const type of types) {
      if (types.length === 1 || (await this.rows.find(this.registry.get(type).entity, id))) return type;
    }
    throw new Error(`document ${id} is of none of the types ${types.join(', ')}`);
  }

  /** How much of each document the next one did, where both are in force. */
  private async edges(links: readonly Link[]): Promise<ChainEdge[]> {
    const ends = [links.map(({ from }) => from), links.map(({ to }) => to)];
    const done = await this.db.query<ChainEdge>(
      `SELECT l."from", l."to",
         (SELECT sum(e.quantity) FROM fulfilment_entry e JOIN fulfilment f ON f.line_id = e.line_id
          WHERE e.by_document_id = l."to" AND f.document_id = l."from" AND e.kind NOT IN ('total', 'cancelled')) AS quantity,
         (SELECT sum(e.amount) FROM settlement_entry e WHERE e.debit_id = l."from" AND e.credit_id = l."to") AS amount
       FROM unnest($1::uuid[], $2::uuid[]) AS l("from", "to")`,
      ends,
    );
    return done.map((edge, index) => {
      const { list } = this.registry.get(links[index]!.toType);
      return this.lists.isOpen(list, 'amount') ? edge : { ...edge, amount: null };
    });
  }

  /** One lane per type, in the order in which documents come of each other. */
  private async lanes(nodes: readonly ChainNode[]): Promise<ChainLane[]> {
    const idsOf = (type: string): string[] =>
      nodes.filter((node) => node.type === type && node.status !== 'void').map((node) => node.id);
    const lanes: ChainLane[] = [];
    for (const { definition } of this.registry.all()) {
      const ofType = nodes.filter((node) => node.type === definition.type);
      const sources = definition.origins.flatMap(idsOf);
      if (ofType.length === 0 && sources.length === 0) continue;
      lanes.push({ type: definition.type, nodes: ofType, share: await this.shareOf(definition.type, sources) });
    }
    return lanes;
  }

  /** How much of the sources is done by documents of a type: by quantity, or by amount for what settles. */
  private async shareOf(type: string, sources: readonly string[]): Promise<string | null> {
    if (sources.length === 0) return null;
    const row = await this.db.one<{ share: string | null }>(
      `SELECT coalesce(
         (SELECT round(sum(e.quantity) / nullif((SELECT sum(total - cancelled) FROM fulfilment WHERE document_id = ANY($1)), 0), 4)
          FROM fulfilment_entry e JOIN fulfilment f ON f.line_id = e.line_id WHERE f.document_id = ANY($1) AND e.by_document_type = $2 AND e.kind <> 'total' AND e.kind <> 'cancelled'),
         (SELECT round(sum(settled) / nullif(sum(amount), 0), 4) FROM open_item WHERE id = ANY($1) AND NOT voided), 0) AS share`,
      [sources, type],
    );
    return row?.share ?? null;
  }
}
