import { randomUUIDv7 } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { priceLines, type Amounts, type TaxMode } from '@guanxi/shared/documents';
import { product as productResource } from '@guanxi/shared/inventory';
import { compare } from '@guanxi/shared/kernel';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { Products } from '../../inventory/index.js';
import { Currencies, inBase, TaxRates, type InBase } from '../../system/index.js';
import type { PricedLineInput } from './pricing.dto.js';

/** A priced line as quotations and orders keep it. */
export interface BuiltLine {
  readonly id: string;
  readonly productId: string;
  readonly unit: string;
  readonly quantity: string;
  readonly baseQuantity: string;
  readonly price: string;
  readonly discountRate: string;
  readonly taxRate: string;
  readonly netAmount: string;
  readonly taxAmount: string;
  readonly grossAmount: string;
}

/** A line that was there before. */
export interface KnownLine {
  readonly id: string;
  readonly productId: string;
  readonly taxRate: string;
}

/** What prices depend on besides the lines. */
export interface PricingTerms {
  readonly companyId: string;
  readonly date: string;
  readonly currency: string;
  readonly taxMode: TaxMode;
  readonly discount: string;
}

export interface Priced extends InBase {
  readonly lines: BuiltLine[];
  readonly totals: Amounts;
}

/** Prices the lines of quotations and orders; prices and tax rates default to the product's. */
@Injectable()
export class PricedLines {
  constructor(
    private readonly products: Products,
    private readonly currencies: Currencies,
    private readonly taxRates: TaxRates,
    private readonly lists: Lists,
  ) {}

  /**
   * `known` holds the lines that were there; a line keeps its id as long as it keeps its product.
   * @throws DomainError 422 for unknown products, units, currencies and line ids, and for rates that do not hold on the day;
   *   400 for a missing price where the product's may not be seen.
   */
  async price(
    input: readonly PricedLineInput[],
    known: ReadonlyMap<string, KnownLine>,
    terms: PricingTerms,
  ): Promise<Priced> {
    const [currency, resolved, taxRates] = await Promise.all([
      this.currencies.on(terms.currency, terms),
      this.products.resolve(input),
      this.taxRates.on(terms.date),
    ]);
    const priced = input.map((line, index) => ({
      quantity: line.quantity,
      price: line.price ?? this.usualPrice(resolved[index]!.product, index),
      discountRate: line.discountRate ?? '0',
      taxRate: line.taxRate ?? resolved[index]!.product.taxRate,
    }));
    taxRates.assertHold(
      priced.map(({ taxRate }, index) => ({ taxRate, kept: keeps(known.get(input[index]!.id ?? ''), taxRate) })),
    );
    const { lines, totals } = priceLines(priced, {
      mode: terms.taxMode,
      digits: currency.minorUnit,
      discount: terms.discount,
    });
    const built = input.map((line, index): BuiltLine => {
      if (line.id && !known.has(line.id)) throw new DomainError('record.unknown', { field: `lines/${index}/id` });
      const { product, unit, baseQuantity } = resolved[index]!;
      const { net, tax, gross } = lines[index]!;
      const amounts = { netAmount: net, taxAmount: tax, grossAmount: gross };
      const kept = line.id && known.get(line.id)!.productId === product.id ? line.id : randomUUIDv7();
      return { id: kept, productId: product.id, unit, baseQuantity, ...priced[index]!, ...amounts };
    });
    return { lines: built, totals, ...inBase(totals.gross, currency) };
  }

  /** Whoever may not see the sale prices of products does not learn them from a line without a price. */
  private usualPrice({ salePrice }: { salePrice: string | null }, index: number): string {
    if (!this.lists.isOpen({ definition: productResource }, 'salePrice'))
      throw invalidField(`/lines/${index}/price`, 'required');
    return salePrice ?? '0';
  }

  /**
   * What holds on the day of a document that was priced before, as a copy was: its tax rates, and its rate of exchange now.
   * @throws DomainError 422 for rates that do not hold.
   */
  async renew(
    gross: string,
    lines: readonly { taxRate: string }[],
    terms: Pick<PricingTerms, 'companyId' | 'currency' | 'date'>,
  ): Promise<InBase> {
    const [currency, taxRates] = await Promise.all([
      this.currencies.on(terms.currency, terms),
      this.taxRates.on(terms.date),
    ]);
    taxRates.assertHold(lines.map(({ taxRate }) => ({ taxRate, kept: true })));
    return inBase(gross, currency);
  }
}

const keeps = (before: KnownLine | undefined, taxRate: string): boolean =>
  before !== undefined && compare(before.taxRate, taxRate) === 0;
