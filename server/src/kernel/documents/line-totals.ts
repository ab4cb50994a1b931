import { Injectable } from '@nestjs/common';
import { add, compare, isZero, maximum, negate, subtract } from '@guanxi/shared/kernel';
import { DomainError } from '../errors/domain-error.js';
import { FulfilmentRows, type Doer } from './fulfilment-rows.js';
import { Links } from './links.js';

/** A line with its quantity in base units. */
export interface TotalLine {
  readonly id: string;
  readonly lineNo: number;
  readonly baseQuantity: string;
}

interface Delta {
  readonly line: TotalLine;
  /** What the line's total becomes. */
  readonly total: string;
  readonly quantity: string;
}

const NOT_BELOW_DONE = 'f.total + s.quantity >= f.cancelled + greatest(f.ordered, f.delivered - f.returned)';

/** Changes what document lines amount to, by delta rows of the fulfilment ledger; no line falls below what is done of it. */
@Injectable()
export class LineTotals {
  constructor(
    private readonly links: Links,
    private readonly ledger: FulfilmentRows,
  ) {}

  /** @throws DomainError 409 `amendment.below-done` naming the first line that would fall below what is done of it. */
  async assertAmendable(before: readonly TotalLine[], after: readonly TotalLine[]): Promise<void> {
    const progress = new Map((await this.ledger.progress(before.map(({ id }) => id))).map((one) => [one.lineId, one]));
    for (const { line, total } of deltasOf(before, after)) {
      const at = progress.get(line.id);
      if (!at) continue;
      const done = add(at.cancelled, maximum(at.ordered, subtract(at.delivered, at.returned)));
      if (compare(total, done) < 0)
        throw new DomainError('amendment.below-done', { lineNo: line.lineNo, done, required: total });
    }
  }

  /** Puts an amendment into the ledger: new lines are opened, others changed by what differs. */
  async amend(document: Doer, before: readonly TotalLine[], after: readonly TotalLine[]): Promise<void> {
    const known = new Set(before.map(({ id }) => id));
    await this.ledger.lock([...known]);
    const deltas = deltasOf(before, after).filter(({ quantity }) => !isZero(quantity));
    if (deltas.length > 0) {
      const facts = deltas.map(({ line: { id }, quantity }) => ({ lineId: id, kind: 'total', quantity, byLineId: id }));
      const { changed } = await this.ledger.add(document, facts, { kind: 'total', bounds: NOT_BELOW_DONE });
      if (changed !== deltas.length) {
        await this.assertAmendable(before, after);
        throw new DomainError('request.busy', { retryAfter: 1 });
      }
    }
    const added = after.filter(({ id }) => !known.has(id));
    if (added.length > 0) await this.links.open(document, added);
    await this.ledger.settleStatus([...known, ...added.map(({ id }) => id)]);
  }
}

/** What differs of the lines that were there before; a line that is gone falls to nothing. */
function deltasOf(before: readonly TotalLine[], after: readonly TotalLine[]): Delta[] {
  const now = new Map(after.map((line) => [line.id, line]));
  return before.map((line) => {
    const kept = now.get(line.id);
    const quantity = kept ? subtract(kept.baseQuantity, line.baseQuantity) : negate(line.baseQuantity);
    return { line: kept ?? line, total: add(kept?.baseQuantity ?? '0', '0'), quantity };
  });
}
