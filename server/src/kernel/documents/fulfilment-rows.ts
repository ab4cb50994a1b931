import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { arraysOf } from '../db/arrays.js';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { completionSql } from './completion.js';
import { DocumentRegistry } from './registry.js';

/** The document that does something. */
export interface Doer {
  readonly type: string;
  readonly id: string;
}

/** What is still open of a line, per kind, in base units. */
export interface LineProgress {
  readonly lineId: string;
  readonly documentType: string;
  readonly documentId: string;
  readonly total: string;
  readonly cancelled: string;
  readonly ordered: string;
  readonly delivered: string;
  readonly returned: string;
  readonly invoiced: string;
  readonly credited: string;
}

/** A row of the fulfilment ledger to be written. */
export interface FulfilmentFact {
  readonly lineId: string;
  readonly kind: string;
  readonly quantity: string;
  readonly byLineId: string | null;
  readonly reversesId?: string;
}

/** A column of the cache that grows, and SQL of the bounds in which a row `f` stays when `s.quantity` is added. */
export interface Addition {
  readonly kind: string;
  readonly bounds: string;
}

/** Documents of a type. */
interface Touched {
  readonly type: string;
  readonly ids: string[];
}

const FACTS = `unnest($3::uuid[], $4::uuid[], $5::text[], $6::numeric[], $7::uuid[], $8::uuid[])
  AS r(id, line_id, kind, quantity, by_line_id, reverses_id)`;
const WRITE = `
INSERT INTO fulfilment_entry (id, line_id, kind, quantity, by_document_type, by_document_id, by_line_id, at, reverses_id)
SELECT r.id, r.line_id, r.kind, r.quantity, $1, $2, r.by_line_id, now(), r.reverses_id FROM ${FACTS}`;
const OPEN = `
WITH opened AS (
  INSERT INTO fulfilment (line_id, document_type, document_id, total, cancelled, ordered, delivered, returned, invoiced, credited)
  SELECT r.line_id, $1, $2, r.quantity, 0, 0, 0, 0, 0, 0 FROM ${FACTS})
${WRITE}`;
/** One conditional statement for all lines; a line that would leave its bounds is not touched, and nothing is written of it. */
const ADD = ({ kind, bounds }: Addition): string => `
WITH changed AS (
  UPDATE fulfilment f SET ${kind} = f.${kind} + s.quantity FROM (SELECT r.line_id, sum(r.quantity) AS quantity FROM ${FACTS} GROUP BY 1) s
  WHERE f.line_id = s.line_id AND f.line_id = ANY($4) AND ${bounds} RETURNING f.line_id, f.document_type, f.document_id),
written AS (${WRITE} WHERE r.line_id IN (SELECT line_id FROM changed))
SELECT document_type AS type, array_agg(DISTINCT document_id ORDER BY document_id) AS ids, count(*) AS lines FROM changed GROUP BY 1 ORDER BY 1`;

const COLUMNS = `line_id AS "lineId", document_type AS "documentType", document_id AS "documentId", total, cancelled, ordered,
  delivered, returned, invoiced, credited`;

/** SQL that is true of a fulfilment row `f` with nothing left to do, by the progress that its document type declares. */
export const DONE: Readonly<Record<string, string>> = {
  order: 'f.ordered >= f.total - f.cancelled',
  delivery: 'f.delivered - f.returned >= f.total - f.cancelled',
  invoice: 'f.invoiced - f.credited >= f.total - f.cancelled - f.returned',
};

/** The rows of the fulfilment ledger and its cache: locks, reads, inserts, and the status that follows from them. */
@Injectable()
export class FulfilmentRows {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
    private readonly audit: Audit,
  ) {}

  /** Locks lines in key order. */
  async lock(lineIds: readonly string[]): Promise<void> {
    await this.db.send('SELECT 1 FROM fulfilment WHERE line_id = ANY($1) ORDER BY line_id FOR UPDATE', [lineIds]);
  }

  /** Where lines stand. */
  progress(lineIds: readonly string[]): Promise<LineProgress[]> {
    return this.db.query<LineProgress>(`SELECT ${COLUMNS} FROM fulfilment WHERE line_id = ANY($1) ORDER BY line_id`, [
      lineIds,
    ]);
  }

  /** A document whose lines are all done is completed, and effective again when something is taken back (F2). */
  async settleStatus(lineIds: readonly string[]): Promise<void> {
    const touched = await this.db.query<Touched>(
      `SELECT document_type AS type, array_agg(DISTINCT document_id ORDER BY document_id) AS ids FROM fulfilment WHERE line_id = ANY($1) GROUP BY 1 ORDER BY 1`,
      [lineIds],
    );
    await this.settle(touched);
  }

  /** Settles the status of documents that something was done to, or taken back from. */
  async settle(touched: readonly Touched[]): Promise<void> {
    for (const { type, ids } of touched) {
      const { definition, entity } = this.registry.get(type);
      const done = definition.progress.flatMap((kind) => DONE[kind] ?? []);
      if (done.length === 0) continue;
      // Without OFFSET the planner, while it takes the table for a small one, looks at all of it.
      const open = `SELECT 1 FROM fulfilment f WHERE f.document_id = t.id AND NOT (${done.join(' AND ')}) OFFSET 0`;
      const complete = `NOT EXISTS (${open})`;
      await this.audit.recordUpdate(type, completionSql(this.rows.table(entity).name, complete), [ids]);
    }
  }

  /** Opens the lines of a document with their totals. */
  async open(document: Doer, totals: readonly FulfilmentFact[]): Promise<void> {
    await this.db.send(OPEN, valuesOf(document, totals));
  }

  /** Adds what a document did to lines, of one kind; answers how many lines took it, and of which documents they are. */
  async add(
    document: Doer,
    facts: readonly FulfilmentFact[],
    addition: Addition,
  ): Promise<{ changed: number; touched: Touched[] }> {
    const touched = await this.db.query<Touched & { lines: number }>(ADD(addition), valuesOf(document, facts));
    return { changed: touched.reduce((count, { lines }) => count + lines, 0), touched };
  }
}

const valuesOf = ({ type, id }: Doer, facts: readonly FulfilmentFact[]): unknown[] => [
  ...[type, id, facts.map(() => randomUUIDv7())],
  ...arraysOf(facts, 'lineId', 'kind', 'quantity', 'byLineId', 'reversesId'),
];
