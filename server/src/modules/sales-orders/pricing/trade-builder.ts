import { Injectable } from '@nestjs/common';
import { discountDepth, type PricedLine, type TaxMode } from '@guanxi/shared/documents';
import { compare } from '@guanxi/shared/kernel';
import { Companies } from '../../../kernel/auth/ports.js';
import { assignGiven, assignHeader } from '../../../kernel/documents/building.js';
import type { DocumentHeader } from '../../../kernel/documents/document.entity.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { ContactService, CustomerService } from '../../customers/index.js';
import { UserService } from '../../system/index.js';
import { PricedLines, type BuiltLine, type KnownLine } from './priced-lines.js';
import type { PricedLineInput } from './pricing.dto.js';

/** What quotations and orders have in common. */
export interface TradeDocument extends DocumentHeader {
  customerId: string;
  contactId: string | null;
  taxMode: TaxMode;
  exchangeRate: string;
  discount: string;
  netAmount: string;
  taxAmount: string;
  grossAmount: string;
  baseAmount: string;
  discountDepth: string;
  customerLevel: string | null;
}

/** What the inputs of quotations and orders have in common. */
export interface TradeInput {
  readonly customerId?: string;
  readonly contactId?: string | null;
  readonly ownerId?: string | null;
  readonly date?: string | null;
  readonly currency?: string | null;
  readonly taxMode?: TaxMode | null;
  readonly discount?: string | null;
  readonly note?: string | null;
  readonly tags?: string[] | null;
  readonly lines?: PricedLineInput[];
}

/** Builds the common part of quotations and orders: parties, terms, priced lines, totals. */
@Injectable()
export class TradeBuilder {
  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly contacts: ContactService,
    private readonly users: UserService,
    private readonly companies: Companies,
    private readonly pricing: PricedLines,
  ) {}

  /** Puts the header's input onto the document, as far as nothing has to be looked up for it. */
  async terms(input: TradeInput, document: TradeDocument): Promise<void> {
    if (document.customerId === undefined) {
      const { baseCurrency } = await this.companies.get(document.companyId);
      Object.assign(document, { contactId: null, taxMode: 'inclusive', discount: '0', currency: baseCurrency });
      Object.assign(document, { discountDepth: '0', customerLevel: null });
    }
    if (input.customerId && input.customerId !== document.customerId)
      Object.assign(document, { customerId: input.customerId, contactId: null });
    assignHeader(document, input);
    assignGiven(document, {
      contactId: input.contactId,
      currency: input.currency ?? undefined,
      taxMode: input.taxMode ?? undefined,
    });
    assignGiven(document, { discount: input.discount === null ? '0' : input.discount });
  }

  /** Looks up who is named in the input, and puts what follows from it onto the document. */
  async parties(input: TradeInput, document: TradeDocument): Promise<void> {
    const [customer, contact, owner] = await Promise.all([
      input.customerId ? this.store.choose(this.customers, input.customerId, 'customerId') : undefined,
      input.contactId ? this.store.choose(this.contacts, input.contactId, 'contactId') : undefined,
      input.ownerId ? this.store.choose(this.users, input.ownerId, 'ownerId') : undefined,
    ]);
    if (customer) document.title = customer.name;
    if (contact && contact.customerId !== document.customerId)
      throw new DomainError('record.unknown', { field: 'contactId' });
    if (owner) Object.assign(document, { ownerId: owner.id, departmentId: owner.departmentId });
  }

  /** Prices the lines anew and sets the totals; answers the priced lines. */
  async price(
    document: TradeDocument,
    entered: readonly PricedLineInput[],
    known: readonly KnownLine[],
  ): Promise<BuiltLine[]> {
    const { companyId, date, taxMode, discount } = document;
    const terms = { companyId, date, taxMode, discount, currency: document.currency! };
    const { lines, totals, exchangeRate, baseAmount } = await this.pricing.price(
      entered,
      new Map(known.map((line) => [line.id, line])),
      terms,
    );
    const { net: netAmount, tax: taxAmount, gross: grossAmount } = totals;
    Object.assign(document, { netAmount, taxAmount, grossAmount, amount: grossAmount, exchangeRate, baseAmount });
    return lines;
  }

  /**
   * At submission: what is priced must hold on the day of the document, and is counted at the exchange rate of that day. What
   * flows may ask for is noted: how deep the discounts go, and how the customer is rated now.
   */
  async renew(document: TradeDocument, lines: readonly PricedLine[]): Promise<void> {
    const { companyId, date, netAmount: net, taxAmount: tax, grossAmount, exchangeRate } = document;
    const [renewed, level] = await Promise.all([
      this.pricing.renew(grossAmount, lines, { companyId, date, currency: document.currency! }),
      this.customers.levelOf(document.customerId),
    ]);
    document.customerLevel = level;
    document.discountDepth = discountDepth(lines, { net, tax, gross: grossAmount }, document.taxMode);
    if (compare(renewed.exchangeRate, exchangeRate) !== 0) Object.assign(document, renewed);
  }
}
