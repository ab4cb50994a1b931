import { Injectable } from '@nestjs/common';
import { divide, multiply, round } from '@guanxi/shared/kernel';
import { Rows } from '../../../kernel/db/rows.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Product } from './product.entity.js';

/** A quantity of a product in one of its units. */
export interface ProductQuantity {
  readonly productId: string;
  readonly quantity: string;
  readonly unit?: string | null;
}

/** A product with the quantity in the unit asked for and in its base unit. */
export interface ResolvedProduct {
  readonly product: Product;
  readonly unit: string;
  readonly baseQuantity: string;
}

/** Base units in one of `unit`; undefined when the product has no such unit. */
export function unitFactor(product: Product, unit: string): { numerator: string; denominator: string } | undefined {
  if (unit === product.unit) return { numerator: '1', denominator: '1' };
  return product.units.find((one) => one.unit === unit);
}

/** Products as documents of upper modules need them. */
@Injectable()
export class Products {
  constructor(private readonly rows: Rows) {}

  /**
   * Looks up products in use and turns quantities into base units (six decimals, half up).
   * @throws DomainError 422 for unknown or archived products and unknown units.
   */
  async resolve(lines: readonly ProductQuantity[]): Promise<ResolvedProduct[]> {
    const found = await this.rows.where(Product, { id: [...new Set(lines.map((line) => line.productId))] });
    const byId = new Map(found.map((product) => [product.id, product]));
    return lines.map((line, index) => {
      const product = byId.get(line.productId);
      if (!product) throw new DomainError('record.unknown', { field: `lines/${index}/productId` });
      if (product.archived)
        throw new DomainError('record.archived', { field: `lines/${index}/productId`, name: product.name });
      const unit = line.unit ?? product.unit;
      const factor = unitFactor(product, unit);
      if (!factor) throw new DomainError('stock.unit', { product: product.name, unit });
      return {
        product,
        unit,
        baseQuantity: round(divide(multiply(line.quantity, factor.numerator), factor.denominator), 6),
      };
    });
  }

  /** Like `resolve`, for products that have stock. @throws DomainError 422 `stock.method` for services. */
  async resolveStocked(lines: readonly ProductQuantity[]): Promise<ResolvedProduct[]> {
    const resolved = await this.resolve(lines);
    const service = resolved.find(({ product }) => product.kind !== 'goods');
    if (service) throw new DomainError('stock.method', { product: service.product.name });
    return resolved;
  }
}
