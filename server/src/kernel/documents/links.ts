import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { DocumentRegistry } from './registry.js';

/** What can be done to a line; `total` opens it. */
export type FulfilmentKind = 'ordered' | 'cancelled' | 'delivered' | 'returned' | 'invoiced' | 'credited';

/** The document that does something. */
export interface Doer {
  readonly type: string;
  readonly id: string;
}

/** So much of a line, in base units, because of a line of the doer. */
export interface Done {
  readonly lineId: string;
  readonly quantity: string;
  readonly byLineId: string | null;
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

interface Entry {
  readonly id: string;
  readonly lineId: string;
  readonly kind: FulfilmentKind;
  readonly quantity: string;
  readonly byLineId: string | null;
}

const COLUMNS = `line_id AS "lineId", document_type AS "documentType", document_id AS "documentId", total, cancelled, ordered,
  delivered, returned, invoiced, credited`;

/** SQL that is true of a fulfilment row `f` with nothing left to do, by the progress that its document type declares. */
const DONE: Record<string, string> = {
  order: 'f.ordered >= f.total - f.cancelled',
  delivery: 'f.delivered - f.returned >= f.total - f.cancelled',
  invoice: 'f.invoiced - f.credited >= f.total - f.cancelled - f.returned',
};

/**
 * The fulfilment ledger: how far each document line is done, as insert-only facts with a conditional cache beside them.
 * Callers lock the source documents first (`lockSources`), then lines are locked in key order.
 */
@Injectable()
export class Links {
  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly registry: DocumentRegistry,
  ) {}

  /** Opens the lines of a document that took effect. Quantities are base units. */
  async open(document: Doer, lines: readonly { id: string; baseQuantity: string }[]): Promise<void> {
    await this.db.run(
      `INSERT INTO fulfilment (line_id, document_type, document_id, total, cancelled, ordered, delivered, returned, invoiced, credited)
       SELECT r.id, $1, $2, r.quantity, 0, 0, 0, 0, 0, 0 FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, quantity numeric)`,
      [
        document.type,
        document.id,
        JSON.stringify(lines.map(({ id, baseQuantity }) => ({ id, quantity: baseQuantity }))),
      ],
    );
    await this.write(
      document,
      lines.map(({ id, baseQuantity }) => ({ lineId: id, kind: 'total', quantity: baseQuantity, byLineId: id })),
    );
  }

  /**
   * Locks source documents of a type in id order, before their lines.
   * @throws DomainError 422 unless all are effective; a reversal may also touch closed ones.
   */
  async lockSources(type: string, ids: readonly string[], options: { reversing?: boolean } = {}): Promise<void> {
    const table = this.rows.table(this.registry.get(type).entity).name;
    const unique = [...new Set(ids)];
    const found = await this.db.query<{ status: string }>(
      `SELECT status FROM "${table}" WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      [unique],
    );
    const states = ['effective', 'completed', ...(options.reversing ? ['closed'] : [])];
    const usable = found.filter(({ status }) => states.includes(status));
    if (usable.length !== unique.length) throw new DomainError('fulfilment.source', { lineNo: 1 });
  }

  /** Where lines stand. */
  progress(lineIds: readonly string[]): Promise<LineProgress[]> {
    return this.db.query<LineProgress>(`SELECT ${COLUMNS} FROM fulfilment WHERE line_id = ANY($1) ORDER BY line_id`, [
      lineIds,
    ]);
  }

  /**
   * Records that a document did something to lines, all or nothing.
   * @throws DomainError 409 `fulfilment.exceeded` naming the first line that is overdone.
   */
  async record(document: Doer, kind: FulfilmentKind, done: readonly Done[]): Promise<void> {
    const sums = new Map<string, Done[]>();
    for (const one of done) sums.set(one.lineId, [...(sums.get(one.lineId) ?? []), one]);
    await this.lockLines([...sums.keys()]);
    const additions = JSON.stringify(done.map(({ lineId, quantity }) => ({ line_id: lineId, quantity })));
    const changed = await this.db.run(this.addSql(kind, kind === 'invoiced'), [additions, [...sums.keys()]]);
    if (changed !== sums.size) throw await this.exceeded(kind, done);
    await this.write(
      document,
      done.map((one) => ({ ...one, kind })),
    );
    await this.settleStatus([...sums.keys()]);
  }

  /** Takes back everything that a document did to lines, by exact opposites. */
  async reverse(document: Doer): Promise<void> {
    const entries = await this.db.query<Entry>(
      `SELECT e.id, e.line_id AS "lineId", e.kind, e.quantity, e.by_line_id AS "byLineId" FROM fulfilment_entry e
       WHERE e.by_document_id = $1 AND e.kind <> 'total' AND e.reverses_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM fulfilment_entry r WHERE r.reverses_id = e.id) ORDER BY e.line_id, e.seq`,
      [document.id],
    );
    const lineIds = [...new Set(entries.map((entry) => entry.lineId))];
    await this.lockLines(lineIds);
    for (const kind of new Set(entries.map((entry) => entry.kind))) {
      const ofKind = entries.filter((entry) => entry.kind === kind);
      const opposite = ofKind.map((entry) => ({ line_id: entry.lineId, quantity: `-${entry.quantity}` }));
      const changed = await this.db.run(this.addSql(kind), [JSON.stringify(opposite), lineIds]);
      if (changed !== new Set(ofKind.map((entry) => entry.lineId)).size) throw await this.exceeded(kind, []);
    }
    await this.write(
      document,
      entries.map((entry) => ({ ...entry, quantity: `-${entry.quantity}`, reversesId: entry.id })),
    );
    await this.settleStatus(lineIds);
  }

  /** Cancels what is still open of a document's lines for a kind of progress; answers how much per line. */
  async cancelRest(document: Doer, lineIds: readonly string[], kind: 'ordered' | 'delivered'): Promise<void> {
    await this.lockLines(lineIds);
    const done = kind === 'ordered' ? 'ordered' : 'delivered - returned';
    const rest = await this.db.query<{ lineId: string; quantity: string }>(
      `SELECT line_id AS "lineId", (total - cancelled - (${done}))::text AS quantity FROM fulfilment
       WHERE line_id = ANY($1) AND total - cancelled - (${done}) > 0 ORDER BY line_id`,
      [lineIds],
    );
    if (rest.length > 0)
      await this.record(
        document,
        'cancelled',
        rest.map((one) => ({ ...one, byLineId: null })),
      );
  }

  /** @throws DomainError 409 when some other document did something to these lines. */
  async assertUntouched(lineIds: readonly string[]): Promise<void> {
    const dependent = await this.db.one<{ type: string; id: string }>(
      `SELECT e.by_document_type AS type, e.by_document_id AS id FROM fulfilment_entry e
       WHERE e.line_id = ANY($1) AND e.kind NOT IN ('total', 'cancelled') AND e.reverses_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM fulfilment_entry r WHERE r.reverses_id = e.id) LIMIT 1`,
      [lineIds],
    );
    if (!dependent) return;
    const table = this.rows.table(this.registry.get(dependent.type).entity).name;
    const found = await this.db.one<{ number: string | null }>(`SELECT number FROM "${table}" WHERE id = $1`, [
      dependent.id,
    ]);
    throw new DomainError('document.depended-on', {
      number: found?.number ?? dependent.type,
      type: dependent.type,
      id: dependent.id,
    });
  }

  /** A document whose lines are all done is completed, and effective again when something is taken back (F2). */
  private async settleStatus(lineIds: readonly string[]): Promise<void> {
    const documents = await this.db.query<{ type: string; ids: string[] }>(
      `SELECT document_type AS type, array_agg(DISTINCT document_id ORDER BY document_id) AS ids FROM fulfilment WHERE line_id = ANY($1) GROUP BY 1 ORDER BY 1`,
      [lineIds],
    );
    for (const { type, ids } of documents) {
      const { definition, entity } = this.registry.get(type);
      const done = definition.progress.flatMap((kind) => DONE[kind] ?? []);
      if (done.length === 0) continue;
      const complete = `NOT EXISTS (SELECT 1 FROM fulfilment f WHERE f.document_id = t.id AND NOT (${done.join(' AND ')}))`;
      await this.db.run(
        `UPDATE "${this.rows.table(entity).name}" t SET status = CASE WHEN ${complete} THEN 'completed' ELSE 'effective' END
         WHERE t.id = ANY($1) AND t.status IN ('effective', 'completed') AND t.status <> CASE WHEN ${complete} THEN 'completed' ELSE 'effective' END`,
        [ids],
      );
    }
  }

  private async lockLines(lineIds: readonly string[]): Promise<void> {
    await this.db.run('SELECT 1 FROM fulfilment WHERE line_id = ANY($1) ORDER BY line_id FOR UPDATE', [lineIds]);
  }

  /** One conditional statement for all lines; a line that would leave its bounds is not touched. */
  private addSql(kind: FulfilmentKind, capped = false): string {
    const value = (column: string): string => (column === kind ? `(f.${column} + r.quantity)` : `f.${column}`);
    const bounds = [
      `${value('cancelled')} BETWEEN 0 AND f.total`,
      `${value('ordered')} BETWEEN 0 AND f.total - ${value('cancelled')}`,
      `${value('returned')} BETWEEN 0 AND ${value('delivered')}`,
      `${value('delivered')} - ${value('returned')} <= f.total - ${value('cancelled')}`,
      `${value('credited')} BETWEEN 0 AND ${value('invoiced')}`,
      // Nothing is invoiced before it was delivered; a return may later leave more invoiced than that.
      ...(capped ? [`${value('invoiced')} - f.credited <= ${this.invoiceableSql()}`] : []),
    ];
    return `UPDATE fulfilment f SET ${kind} = f.${kind} + r.quantity
      FROM (SELECT line_id, sum(quantity) AS quantity FROM jsonb_to_recordset($1::jsonb) AS x(line_id uuid, quantity numeric) GROUP BY 1) r
      WHERE f.line_id = r.line_id AND f.line_id = ANY($2::uuid[]) AND ${bounds.join(' AND ')}`;
  }

  /** What of a line may be invoiced: what was delivered of an order, what was not returned of a delivery. */
  private invoiceableSql(): string {
    const delivered = this.registry.all().filter(({ definition }) => definition.progress.includes('delivery'));
    const types = delivered.map(({ definition }) => `'${definition.type}'`).join(', ');
    return `CASE WHEN f.document_type IN (${types}) THEN f.delivered - f.returned ELSE f.total - f.cancelled - f.returned END`;
  }

  private async exceeded(kind: FulfilmentKind, done: readonly Done[]): Promise<DomainError> {
    const lines = await this.progress(done.map((one) => one.lineId));
    for (const [index, one] of done.entries()) {
      const line = lines.find((candidate) => candidate.lineId === one.lineId);
      if (!line) return new DomainError('fulfilment.source', { lineNo: index + 1 });
      const open = openOf(line, kind);
      const required = done
        .filter((other) => other.lineId === one.lineId)
        .reduce((total, other) => total + Number(other.quantity), 0);
      if (required > open)
        return new DomainError('fulfilment.exceeded', {
          lineNo: index + 1,
          open: String(open),
          required: String(required),
        });
    }
    return new DomainError('request.busy', { retryAfter: 1 });
  }

  private async write(
    document: Doer,
    entries: readonly {
      lineId: string;
      kind: string;
      quantity: string;
      byLineId: string | null;
      reversesId?: string;
    }[],
  ): Promise<void> {
    await this.db.run(
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

function openOf(line: LineProgress, kind: FulfilmentKind): number {
  const [total, cancelled, delivered, returned] = [line.total, line.cancelled, line.delivered, line.returned].map(
    Number,
  ) as [number, number, number, number];
  if (kind === 'ordered') return total - cancelled - Number(line.ordered);
  if (kind === 'returned') return delivered - returned;
  if (kind === 'invoiced')
    return Math.max(total - cancelled - returned, delivered - returned) - Number(line.invoiced) + Number(line.credited);
  if (kind === 'credited') return Number(line.invoiced) - Number(line.credited);
  return total - cancelled - (delivered - returned);
}
