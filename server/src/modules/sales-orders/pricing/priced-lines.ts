import { Injectable } from '@nestjs/common';
import { priceLines, type Amounts, type TaxMode } from '@guanxi/shared/documents';
import { multiply, round } from '@guanxi/shared/kernel';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Companies } from '../../../kernel/auth/ports.js';
import { Products } from '../../inventory/index.js';
import { Currencies } from '../../system/index.js';
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

/** What prices depend on besides the lines. */
export interface PricingTerms {
  readonly companyId: string;
  readonly date: string;
  readonly currency: string;
  readonly taxMode: TaxMode;
  readonly discount: string;
}

export interface Priced {
  readonly lines: BuiltLine[];
  readonly totals: Amounts;
  readonly exchangeRate: string;
  /** The gross total in the base currency. */
  readonly baseAmount: string;
}

/** Prices the lines of quotations and orders; prices and tax rates default to the product's. */
@Injectable()
export class PricedLines {
  constructor(
    private readonly products: Products,
    private readonly currencies: Currencies,
    private readonly companies: Companies,
  ) {}

  /**
   * `known` holds the products of the lines that were there; a line keeps its id as long as it keeps its product.
   * @throws DomainError 422 for unknown products, units, currencies and line ids.
   */
  async price(
    input: readonly PricedLineInput[],
    known: ReadonlyMap<string, string>,
    terms: PricingTerms,
  ): Promise<Priced> {
    const currency = await this.currencies.on(terms.currency, terms.date);
    const { baseCurrency } = await this.companies.get(terms.companyId);
    const base = await this.currencies.on(baseCurrency, terms.date);
    const resolved = await this.products.resolve(input);
    const priced = input.map((line, index) => ({
      quantity: line.quantity,
      price: line.price ?? resolved[index]!.product.salePrice ?? '0',
      discountRate: line.discountRate ?? '0',
      taxRate: line.taxRate ?? resolved[index]!.product.taxRate,
    }));
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
      const kept = line.id && known.get(line.id) === product.id ? line.id : uuidv7();
      return { id: kept, productId: product.id, unit, baseQuantity, ...priced[index]!, ...amounts };
    });
    const baseAmount = round(multiply(totals.gross, currency.rate), base.minorUnit);
    return { lines: built, totals, exchangeRate: currency.rate, baseAmount };
  }
}
