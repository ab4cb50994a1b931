import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { add, addDays, round, sum } from '@guanxi/shared/kernel';
import { salesInvoice } from '@guanxi/shared/sales-orders';
import { assignCompany, assignHeader, keepLineId } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler, SourceLink } from '../../../kernel/documents/handler.js';
import { defineList, type ComputedField } from '../../../kernel/lists/list.js';
import { Rows } from '../../../kernel/db/rows.js';
import { Customer } from '../../customers/index.js';
import { Currencies } from '../../system/index.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import { DeliveryLines } from './delivery-lines.js';
import { partOf } from './invoice-amounts.js';
import type { SalesInvoiceInput } from './sales-invoice.dto.js';
import { SalesInvoiceEffects } from './sales-invoice.effects.js';
import { SalesInvoice, SalesInvoiceLine } from './sales-invoice.entity.js';

export const OPEN_AMOUNT: ComputedField = {
  sql: '(SELECT i.amount - i.settled FROM open_item i WHERE i.id = t.id AND NOT i.voided)',
  type: 'numeric',
  atFirst: null,
};

@Injectable()
export class SalesInvoiceService implements DocumentHandler<SalesInvoiceInput, SalesInvoice, SalesInvoiceLine> {
  readonly definition = salesInvoice;
  readonly entity = SalesInvoice;
  readonly list = defineList({
    ...documentListBase,
    definition: salesInvoice,
    entity: SalesInvoice,
    detail: ['invoiceTitle'],
    refs: { ...documentListBase.refs, customer: { table: 'customer', code: 'code' } },
    computed: { openAmount: OPEN_AMOUNT },
    filters: [...documentListBase.filters, 'customerId', 'kind', 'dueDate', 'openAmount'],
    search: CUSTOMER_SEARCH,
  });
  readonly lines = {
    entity: SalesInvoiceLine,
    list: defineList({
      definition: salesInvoice,
      entity: SalesInvoiceLine,
      omit: ['documentId', 'orderId', 'orderLineId'],
      refs: { product: { table: 'product', code: 'code' }, delivery: { table: 'delivery', label: 'number' } },
      filters: [],
      sorts: ['lineNo'],
      defaultSort: 'lineNo',
    }),
  };
  readonly sources: readonly SourceLink[] = [{ types: ['delivery'], on: 'lines', property: 'deliveryId' }];
  readonly effects = {
    effective: (invoice: SalesInvoice, lines: SalesInvoiceLine[]): Promise<void> =>
      this.consequences.takeEffect(invoice, lines),
    void: (invoice: SalesInvoice, lines: SalesInvoiceLine[]): Promise<void> => this.consequences.undo(invoice, lines),
  };

  constructor(
    private readonly deliveryLines: DeliveryLines,
    private readonly currencies: Currencies,
    private readonly rows: Rows,
    private readonly consequences: SalesInvoiceEffects,
  ) {}

  /** Prices and quantities are those of the order; a longer term than the customer's is beyond it. */
  async isInside({ customerId, date, dueDate }: SalesInvoice): Promise<boolean> {
    const { paymentTermDays } = (await this.rows.find(Customer, customerId))!;
    return dueDate <= addDays(date, paymentTermDays);
  }

  async build(
    input: Partial<SalesInvoiceInput>,
    invoice: SalesInvoice,
    lines: SalesInvoiceLine[],
  ): Promise<SalesInvoiceLine[]> {
    const dated = invoice.date;
    assignHeader(invoice, input);
    invoice.kind = input.kind ?? invoice.kind ?? 'normal';
    const built = input.lines ? await this.buildLines(input.lines, invoice, lines) : lines;
    if (invoice.customerId && (input.lines || input.date)) await this.takeRate(invoice);
    const { date, dueDate, invoiceTitle } = input;
    if (invoice.customerId && (input.lines || [date, dueDate, invoiceTitle].some((term) => term !== undefined)))
      await this.terms(input, invoice, dated);
    return built;
  }

  /** A draft may wait until another rate holds on its day. */
  async check(invoice: SalesInvoice, _: SalesInvoiceLine[], act: DocumentAct): Promise<void> {
    if (act === 'submit') await this.takeRate(invoice);
  }

  private async takeRate(invoice: SalesInvoice): Promise<void> {
    Object.assign(invoice, await this.currencies.inBase(invoice.grossAmount, invoice.currency!, invoice));
  }

  private async buildLines(
    input: SalesInvoiceInput['lines'],
    invoice: SalesInvoice,
    lines: SalesInvoiceLine[],
  ): Promise<SalesInvoiceLine[]> {
    const sources = await this.deliveryLines.find(input.map((line) => line.deliveryLineId));
    const first = sources[0];
    if (!first) return [];
    const minorUnit = await this.currencies.minorUnit(first.currency);
    assignCompany(invoice, { companyId: first.companyId, name: first.customer }, invoice.customerId === undefined);
    Object.assign(invoice, {
      customerId: first.customerId,
      title: first.customer,
      currency: first.currency,
    });
    const before = new Map<string, string>();
    const built = input.map((line, index): SalesInvoiceLine => {
      const source = sources[index]!;
      const { deliveryId, orderId, orderLineId, productId, unit, taxRate } = source;
      const amounts = partOf(source, line.quantity, before.get(orderLineId) ?? source.invoicedBase, minorUnit);
      before.set(orderLineId, add(before.get(orderLineId) ?? source.invoicedBase, amounts.baseQuantity));
      const id = keepLineId(line.id, lines, index) ?? randomUUIDv7();
      return {
        ...{ id, documentId: invoice.id, lineNo: index + 1, deliveryId, deliveryLineId: line.deliveryLineId },
        ...{ orderId, orderLineId, productId, unit, taxRate, quantity: line.quantity },
        ...amounts,
      };
    });
    setTotals(invoice, built, minorUnit);
    return built;
  }

  /** What nobody chose is the customer's: a due date that was their term goes along when the date moves. */
  private async terms(input: Partial<SalesInvoiceInput>, invoice: SalesInvoice, dated: string): Promise<void> {
    const customer = (await this.rows.find(Customer, invoice.customerId))!;
    const termOf = (day: string): string => addDays(day, customer.paymentTermDays);
    const isChosen = invoice.dueDate !== undefined && invoice.dueDate !== termOf(dated);
    if (input.dueDate !== undefined || !isChosen) invoice.dueDate = input.dueDate ?? termOf(invoice.date);
    if (input.invoiceTitle !== undefined || !invoice.invoiceTitle)
      invoice.invoiceTitle = input.invoiceTitle ?? customer.invoiceTitles[0] ?? null;
  }
}

function setTotals(invoice: SalesInvoice, lines: readonly SalesInvoiceLine[], digits: number): void {
  const total = (field: 'netAmount' | 'taxAmount' | 'grossAmount'): string =>
    round(sum(lines.map((line) => line[field])), digits);
  const grossAmount = total('grossAmount');
  Object.assign(invoice, {
    netAmount: total('netAmount'),
    taxAmount: total('taxAmount'),
    grossAmount,
    amount: grossAmount,
  });
}
