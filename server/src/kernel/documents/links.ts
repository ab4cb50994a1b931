import { Injectable } from '@nestjs/common';
import { compare, maximum, negate, subtract, sum } from '@guanxi/shared/kernel';
import { Db } from '../db/db.js';
import { Rows } from '../db/rows.js';
import { DomainError } from '../errors/domain-error.js';
import { FulfilmentRows, type Addition, type Doer, type LineProgress } from './fulfilment-rows.js';
import { DocumentRegistry } from './registry.js';

export type { Doer, LineProgress } from './fulfilment-rows.js';

/** What can be done to a line; `total` opens it. */
export type FulfilmentKind = 'ordered' | 'cancelled' | 'delivered' | 'returned' | 'invoiced' | 'credited';

/** So much of a line, in base units, because of a line of the doer. */
export interface Done {
  readonly lineId: string;
  readonly quantity: string;
  readonly byLineId: string | null;
}

interface Entry {
  readonly id: string;
  readonly lineId: string;
  readonly kind: FulfilmentKind;
  readonly quantity: string;
  readonly byLineId: string | null;
}

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
    private readonly ledger: FulfilmentRows,
  ) {}

  /** Where lines stand. */
  progress(lineIds: readonly string[]): Promise<LineProgress[]> {
    return this.ledger.progress(lineIds);
  }

  /** Opens the lines of a document that took effect. Quantities are base units. */
  async open(document: Doer, lines: readonly { id: string; baseQuantity: string }[]): Promise<void> {
    await this.ledger.open(
      document,
      lines.map(({ id, baseQuantity }) => ({ lineId: id, kind: 'total', quantity: baseQuantity, byLineId: id })),
    );
  }

  /**
   * Locks source documents of a type in id order, before their lines.
   * @throws DomainError 409 `document.source` unless all are in force; a reversal may also touch closed ones.
   */
  async lockSources(type: string, ids: readonly string[], options: { reversing?: boolean } = {}): Promise<void> {
    const table = this.rows.table(this.registry.get(type).entity).name;
    const unique = [...new Set(ids)];
    const found = await this.db.query<{ id: string; number: string | null; status: string }>(
      `SELECT id, number, status FROM "${table}" WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
      [unique],
    );
    const states = ['effective', 'completed', ...(options.reversing ? ['closed'] : [])];
    const unfit = found.find(({ status }) => !states.includes(status));
    if (unfit) throw new DomainError('document.source', { number: unfit.number ?? unfit.id, state: unfit.status });
    const missing = ids.findIndex((id) => !found.some((one) => one.id === id));
    if (missing >= 0) throw new DomainError('fulfilment.source', { lineNo: missing + 1 });
  }

  /**
   * Records that a document did something to lines, all or nothing.
   * @throws DomainError 409 `fulfilment.exceeded` naming the first line that is overdone.
   */
  async record(document: Doer, kind: FulfilmentKind, done: readonly Done[]): Promise<void> {
    const lineIds = [...new Set(done.map((one) => one.lineId))];
    await this.ledger.lock(lineIds);
    const facts = done.map((one) => ({ ...one, kind }));
    const { changed, touched } = await this.ledger.add(document, facts, this.addition(kind, kind === 'invoiced'));
    if (changed !== lineIds.length) throw await this.exceeded(kind, done);
    await this.ledger.settle(touched);
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
    await this.ledger.lock(lineIds);
    for (const kind of new Set(entries.map((entry) => entry.kind))) {
      const ofKind = entries.filter((entry) => entry.kind === kind);
      const facts = ofKind.map((entry) => ({ ...entry, quantity: negate(entry.quantity), reversesId: entry.id }));
      const { changed } = await this.ledger.add(document, facts, this.addition(kind));
      if (changed !== new Set(ofKind.map((entry) => entry.lineId)).size) throw await this.exceeded(kind, []);
    }
    await this.ledger.settleStatus(lineIds);
  }

  /** Cancels what is still open of a document's lines for a kind of progress; answers how much per line. */
  async cancelRest(document: Doer, lineIds: readonly string[], kind: 'ordered' | 'delivered'): Promise<void> {
    await this.ledger.lock(lineIds);
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
      documentType: dependent.type,
      documentId: dependent.id,
    });
  }

  /** What is added to lines, and the bounds in which they stay. */
  private addition(kind: FulfilmentKind, capped = false): Addition {
    const value = (column: string): string => (column === kind ? `(f.${column} + s.quantity)` : `f.${column}`);
    const bounds = [
      `${value('cancelled')} BETWEEN 0 AND f.total`,
      `${value('ordered')} BETWEEN 0 AND f.total - ${value('cancelled')}`,
      `${value('returned')} BETWEEN 0 AND ${value('delivered')}`,
      `${value('delivered')} - ${value('returned')} <= f.total - ${value('cancelled')}`,
      `${value('credited')} BETWEEN 0 AND ${value('invoiced')}`,
      // Nothing is invoiced before it was delivered; a return may later leave more invoiced than that.
      ...(capped ? [`${value('invoiced')} - f.credited <= ${this.invoiceableSql()}`] : []),
    ];
    return { kind, bounds: bounds.join(' AND ') };
  }

  /** What of a line may be invoiced: what was delivered of an order, what was not returned of a delivery. */
  private invoiceableSql(): string {
    const types = this.deliveredTypes()
      .map((type) => `'${type}'`)
      .join(', ');
    return `CASE WHEN f.document_type IN (${types}) THEN f.delivered - f.returned ELSE f.total - f.cancelled - f.returned END`;
  }

  /** Types whose lines are delivered; of these only what was delivered is invoiced. */
  private deliveredTypes(): string[] {
    const delivered = this.registry.all().filter(({ definition }) => definition.progress.includes('delivery'));
    return delivered.map(({ definition }) => definition.type);
  }

  private async exceeded(kind: FulfilmentKind, done: readonly Done[]): Promise<DomainError> {
    const lines = await this.ledger.progress(done.map((one) => one.lineId));
    for (const [index, one] of done.entries()) {
      const line = lines.find((candidate) => candidate.lineId === one.lineId);
      if (!line) return new DomainError('fulfilment.source', { lineNo: index + 1 });
      const open = openOf(line, kind, this.deliveredTypes().includes(line.documentType));
      const required = sum(done.filter(({ lineId }) => lineId === one.lineId).map(({ quantity }) => quantity));
      if (compare(required, open) > 0)
        return new DomainError('fulfilment.exceeded', { lineNo: index + 1, open, required });
    }
    return new DomainError('request.busy', { retryAfter: 1 });
  }
}

/** How much of a kind may still be done to a line: what bounds it in `addition`, told in a number. */
function openOf(line: LineProgress, kind: FulfilmentKind, isDelivered: boolean): string {
  const { cancelled, ordered, delivered, returned, invoiced, credited } = line;
  const wanted = subtract(line.total, cancelled);
  const kept = subtract(delivered, returned);
  switch (kind) {
    case 'ordered':
      return subtract(wanted, ordered);
    case 'returned':
      return kept;
    case 'invoiced':
      return subtract(isDelivered ? kept : subtract(wanted, returned), subtract(invoiced, credited));
    case 'credited':
      return subtract(invoiced, credited);
    default:
      return subtract(wanted, kind === 'cancelled' ? maximum(ordered, kept) : kept);
  }
}
