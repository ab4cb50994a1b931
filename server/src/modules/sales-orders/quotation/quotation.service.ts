import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { quotation } from '@guanxi/shared/sales-orders';
import { assignGiven } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { Links } from '../../../kernel/documents/links.js';
import { LineTotals } from '../../../kernel/documents/line-totals.js';
import { defineList } from '../../../kernel/lists/list.js';
import { lineListOf, sharesOf } from '../pricing/line-lists.js';
import { TradeBuilder } from '../pricing/trade-builder.js';
import type { QuotationInput } from './quotation.dto.js';
import { Quotation, QuotationLine } from './quotation.entity.js';

export const CUSTOMER_SEARCH =
  't.number ILIKE $q OR t.customer_id IN (SELECT id FROM customer WHERE grams @> $grams AND search_text LIKE $q)';

@Injectable()
export class QuotationService implements DocumentHandler<QuotationInput, Quotation, QuotationLine> {
  readonly definition = quotation;
  readonly entity = Quotation;
  readonly list = defineList({
    ...documentListBase,
    definition: quotation,
    entity: Quotation,
    refs: { ...documentListBase.refs, customer: { table: 'customer', code: 'code' }, contact: { table: 'contact' } },
    computed: sharesOf(quotation),
    filters: [...documentListBase.filters, 'customerId', 'validUntil'],
    search: CUSTOMER_SEARCH,
  });
  readonly lines = { entity: QuotationLine, list: lineListOf(quotation, QuotationLine) };
  readonly effects = {
    effective: (document: Quotation, lines: QuotationLine[]): Promise<void> => this.links.open(doerOf(document), lines),
    amend: (document: Quotation, lines: QuotationLine[], _: Quotation, before: QuotationLine[]): Promise<void> =>
      this.totals.amend(doerOf(document), before, lines),
    void: (_: Quotation, lines: QuotationLine[]): Promise<void> =>
      this.links.assertUntouched(lines.map((line) => line.id)),
    close: (document: Quotation, lines: QuotationLine[]): Promise<void> =>
      this.links.cancelRest(
        doerOf(document),
        lines.map((line) => line.id),
        'ordered',
      ),
  };

  constructor(
    private readonly trade: TradeBuilder,
    private readonly links: Links,
    private readonly totals: LineTotals,
  ) {}

  async check(document: Quotation, lines: QuotationLine[], act: DocumentAct): Promise<void> {
    if (act === 'submit') await this.trade.renew(document, lines);
  }

  async build(input: Partial<QuotationInput>, document: Quotation, lines: QuotationLine[]): Promise<QuotationLine[]> {
    if (document.validUntil === undefined) document.validUntil = null;
    await this.trade.terms(input, document);
    assignGiven(document, { validUntil: input.validUntil });
    const [, priced] = await Promise.all([
      this.trade.parties(input, document),
      this.trade.price(document, input.lines ?? lines, lines),
    ]);
    return priced.map((line, index) => ({ ...line, documentId: document.id, lineNo: index + 1 }));
  }
}

const doerOf = (document: Quotation): { type: string; id: string } => ({ type: quotation.type, id: document.id });
