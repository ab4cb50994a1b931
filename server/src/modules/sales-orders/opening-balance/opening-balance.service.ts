import { Injectable } from '@nestjs/common';
import type { DocumentAct } from '@guanxi/shared/documents';
import { openingBalance } from '@guanxi/shared/sales-orders';
import { Companies } from '../../../kernel/auth/ports.js';
import { assignGiven, assignHeader } from '../../../kernel/documents/building.js';
import { documentListBase } from '../../../kernel/documents/document.dto.js';
import type { DocumentHandler } from '../../../kernel/documents/handler.js';
import { Settlements } from '../../../kernel/documents/settlements.js';
import { defineList } from '../../../kernel/lists/list.js';
import { RecordStore } from '../../../kernel/records/record-store.js';
import { CustomerService } from '../../customers/index.js';
import { Currencies, inBase } from '../../system/index.js';
import { Exposure } from '../credit/exposure.js';
import { CUSTOMER_SEARCH } from '../quotation/quotation.service.js';
import { OPEN_AMOUNT } from '../sales-invoice/sales-invoice.service.js';
import type { OpeningBalanceInput } from './opening-balance.dto.js';
import { OpeningBalance } from './opening-balance.entity.js';

@Injectable()
export class OpeningBalanceService implements DocumentHandler<OpeningBalanceInput, OpeningBalance> {
  readonly definition = openingBalance;
  readonly entity = OpeningBalance;
  readonly list = defineList({
    ...documentListBase,
    definition: openingBalance,
    entity: OpeningBalance,
    refs: { ...documentListBase.refs, customer: { table: 'customer', code: 'code' } },
    computed: { openAmount: OPEN_AMOUNT },
    filters: [...documentListBase.filters, 'customerId', 'dueDate', 'reference', 'openAmount'],
    search: `${CUSTOMER_SEARCH} OR t.reference ILIKE $q`,
  });
  readonly effects = {
    effective: (document: OpeningBalance): Promise<void> => this.takeEffect(document),
    void: (document: OpeningBalance): Promise<void> => this.undo(document),
  };

  constructor(
    private readonly store: RecordStore,
    private readonly customers: CustomerService,
    private readonly companies: Companies,
    private readonly currencies: Currencies,
    private readonly settlements: Settlements,
    private readonly exposure: Exposure,
  ) {}

  async build(input: Partial<OpeningBalanceInput>, document: OpeningBalance): Promise<[]> {
    if (document.customerId === undefined) {
      Object.assign(document, {
        reference: null,
        currency: (await this.companies.get(document.companyId)).baseCurrency,
      });
    }
    assignHeader(document, input);
    if (input.customerId) {
      const customer = await this.store.choose(this.customers, input.customerId, 'customerId');
      Object.assign(document, { customerId: customer.id, title: customer.name });
    }
    assignGiven(document, { amount: input.amount, reference: input.reference, currency: input.currency ?? undefined });
    document.dueDate = input.dueDate ?? document.dueDate ?? document.date;
    await this.takeRate(document);
    return [];
  }

  /** A copy may be of another day than what it was copied from. */
  async check(document: OpeningBalance, _: [], act: DocumentAct): Promise<void> {
    if (act === 'submit') await this.takeRate(document);
  }

  private async takeRate(document: OpeningBalance): Promise<void> {
    Object.assign(document, inBase(document.amount!, await this.currencies.on(document.currency!, document)));
  }

  private async takeEffect(document: OpeningBalance): Promise<void> {
    await this.exposure.lock(document.customerId);
    const { id, companyId, customerId, ownerId, title, date, dueDate, currency, exchangeRate, amount } = document;
    await this.settlements.open({
      ...{
        id,
        documentType: openingBalance.type,
        companyId,
        partyId: customerId,
        ownerId,
        side: 'debit',
        title,
        date,
        dueDate,
      },
      ...{ currency: currency!, exchangeRate, amount: amount! },
    });
    await this.exposure.refresh(customerId, []);
  }

  private async undo(document: OpeningBalance): Promise<void> {
    await this.settlements.assertUnsettled(document.id);
    await this.exposure.lock(document.customerId);
    await this.settlements.undo(document.id);
    await this.exposure.refresh(document.customerId, []);
  }
}
