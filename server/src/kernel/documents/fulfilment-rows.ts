import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
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
    const documents = await this.db.query<{ type: string; ids: string[] }>(
      `SELECT document_type AS type, array_agg(DISTINCT document_id ORDER BY document_id) AS ids FROM fulfilment WHERE line_id = ANY($1) GROUP BY 1 ORDER BY 1`,
      [lineIds],
    );
    for (const { type, ids } of documents) {
      const { definition, entity } = this.registry.get(type);
      const done = definition.progress.flatMap((kind) => DONE[kind] ?? []);
      if (done.length === 0) continue;
      const complete = `NOT EXISTS (SELECT 1 FROM fulfilment f WHERE f.document_id = t.id AND NOT (${done.join(' AND ')}))`;
      await this.db.send(
        `UPDATE "${this.rows.table(entity).name}" t SET status = CASE WHEN ${complete} THEN 'completed' ELSE 'effective' END
         WHERE t.id = ANY($1) AND t.status IN ('effective', 'completed') AND t.status <> CASE WHEN ${complete} THEN 'completed' ELSE 'effective' END`,
        [ids],
      );
    }
  }

  /** Inserts facts of a document. */
  async write(document: Doer, entries: readonly FulfilmentFact[]): Promise<void> {
    await this.db.send(
      `INSERT INTO fulfilment_entry (id, line_id, kind, quantity, by_document_type, by_document_id, by_line_id, at, reverses_id)
       SELECT r.id, r.line_id, r.kind, r.quantity, $1, $2, r.by_line_id, now(), r.reverses_id
       FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, line_id uuid, kind text, quantity numeric, by_line_id uuid, reverses_id uuid)`,
      [
        document.type,
        document.id,
        JSON.stringify(
          entries.map((entry) => ({
            ...{ id: uuidv7(), line_id: entry.lineId, kind: entry.kind, quantity: entry.quantity },
            ...{ by_line_id: entry.byLineId, reverses_id: entry.reversesId ?? null },
          })),
        ),
      ],
    );
  }
}
