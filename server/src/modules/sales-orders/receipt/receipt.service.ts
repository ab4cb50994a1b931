import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { compare, sum } from '@guanxi/shared/kernel';
import { receipt } from '@guanxi/shared/sales-orders';
import { assignCompany, assignGiven, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler, SourceLink } from '../../../kernel/documents/handler.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CustomerService } from '../../customers/index.js';
import { Currencies, Funds } from '../../system/index.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import { OPEN_AMOUNT } from '../sales-invoice/sales-invoice.service.js';
import type { ReceiptInput, ReceiptLineInput } from './receipt.dto.js';
import { OpenItems } from '../receivable/open-items.js';
import { ReceiptEffects } from './receipt.effects.js';
import { Receipt, ReceiptLine } from './receipt.entity.js';

@Injectable()
export class ReceiptService implements DocumentHandler<ReceiptInput, Receipt, ReceiptLine> {
  readonly definition = receipt;
  readonly entity = Receipt;
  readonly list = defineList({
    ...documentListBase,
    definition: receipt,
    entity: Receipt,
    refs: {
      ...documentListBase.refs,
      customer: { table: 'customer', code: 'code' },
      fundAccount: { table: 'fund_account', code: 'code' },
    },
    computed: { openAmount: OPEN_AMOUNT },
    filters: [...documentListBase.filters, 'customerId', 'fundAccountId', 'method', 'reference', 'openAmount'],
    search: `${CUSTOMER_SEARCH} OR t.reference ILIKE $q`,
  });
  readonly lines = {
    entity: ReceiptLine,
    // A receipt without lines is a deposit.
    optional: true,
    list: defineList({
      definition: receipt,
      entity: ReceiptLine,
      omit: ['documentId', 'itemId'],
      computed: {
        item: {
          sql: `(SELECT jsonb_build_object('id', i.id, 'name', coalesce(s.number, b.number, i.title)) FROM open_item i
            LEFT JOIN sales_invoice s ON s.id = i.id LEFT JOIN opening_balance b ON b.id = i.id WHERE i.id = t.item_id)`,
        },
      },
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };
  readonly sources: readonly SourceLink[] = [
    { types: ['sales-invoice', 'opening-balance'], on: 'lines', property: 'itemId' },
  ];
  readonly effects = {
    effective: (document: Receipt, lines: ReceiptLine[]): Promise<void> =>
      this.consequences.takeEffect(document, lines),
    void: (document: Receipt): Promise<void> => this.consequences.undo(document),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly currencies: Currencies,
    private readonly funds: Funds,
    private readonly consequences: ReceiptEffects,
    private readonly items: OpenItems,
  ) {}

  /** All of it settles invoices; a deposit, and what is older than any order, is decided like a commitment. */
  async isInside({ amount }: Receipt, lines: ReceiptLine[]): Promise<boolean> {
    if (compare(sum(lines.map((line) => line.amount)), amount!) !== 0) return false;
    return this.items.areInvoices(lines.map((line) => line.itemId));
  }

  /** A copy may be of another day than what it was copied from. */
  async check(document: Receipt, _: ReceiptLine[], act: DocumentAct): Promise<void> {
    if (act === 'submit') await this.takeRate(document);
  }

  async build(input: Partial<ReceiptInput>, document: Receipt, lines: ReceiptLine[]): Promise<ReceiptLine[]> {
    if (document.method === undefined) Object.assign(document, { method: 'transfer', reference: null });
    assignHeader(document, input);
    assignGiven(document, { amount: input.amount, reference: input.reference, method: input.method ?? undefined });
    const [customer, account] = await Promise.all([
      input.customerId ? this.store.choose(this.customers, input.customerId, 'customerId') : undefined,
      input.fundAccountId ? this.funds.account(input.fundAccountId) : undefined,
    ]);
    if (customer) Object.assign(document, { customerId: customer.id, title: customer.name });
    if (account) {
      assignCompany(document, account, document.fundAccountId === undefined);
      Object.assign(document, { fundAccountId: account.id, currency: account.currency });
    }
    if (input.fundAccountId || input.date || input.amount) await this.takeRate(document);
    const built = input.lines === undefined ? lines : await this.linesOf(input.lines ?? [], document, lines);
    const used = sum(built.map((line) => line.amount));
    if (compare(used, document.amount!) > 0)
      throw new DomainError('receipt.overspent', { amount: document.amount, required: used });
    return built;
  }

  /** Lines over open items in scope of this customer and currency. @throws DomainError 422 otherwise. */
  async linesOf(
    input: readonly ReceiptLineInput[],
    document: Receipt,
    lines: readonly ReceiptLine[],
  ): Promise<ReceiptLine[]> {
    const known = await this.items.owed({
      ids: input.map((line) => line.itemId),
      customerId: document.customerId,
      companyId: document.companyId,
      currency: document.currency,
      kept: lines.map((line) => line.itemId),
    });
    return input.map((line, index): ReceiptLine => {
      if (!known.has(line.itemId)) throw new DomainError('fulfilment.source', { lineNo: index + 1 });
      const id = keepLineId(line.id, lines, index) ?? randomUUIDv7();
      return { id, documentId: document.id, lineNo: index + 1, itemId: line.itemId, amount: line.amount };
    });
  }

  private async takeRate(document: Receipt): Promise<void> {
    Object.assign(document, await this.currencies.inBase(document.amount!, document.currency!, document));
  }
}
