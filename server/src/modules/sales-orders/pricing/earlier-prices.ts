import { Injectable } from '@nestjs/common';
import { permissionOf } from '@guanxi/shared/kernel';
import { Context } from '../../../kernel/context/context.js';
import { may } from '../../../kernel/context/principal.js';
import { Db } from '../../../kernel/db/db.js';
import { Rows } from '../../../kernel/db/rows.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { QuotationService } from '../quotation/quotation.service.js';
import { SalesOrderService } from '../sales-order/sales-order.service.js';
import type { EarlierPriceView } from './earlier-prices.dto.js';

const LIMIT = 5;
const AGREED = `('effective', 'completed', 'closed')`;

type Source = QuotationService | SalesOrderService;

/** What a customer was asked for a product before, in documents that were approved and that the reader may see. */
@Injectable()
export class EarlierPrices {
  private readonly sources: readonly Source[];

  constructor(
    private readonly db: Db,
    private readonly rows: Rows,
    private readonly lists: Lists,
    private readonly context: Context,
    quotations: QuotationService,
    orders: SalesOrderService,
  ) {
    this.sources = [orders, quotations];
  }

  /** The latest ones first. */
  of(customerId: string, productId: string): Promise<EarlierPriceView[]> {
    const values: unknown[] = [customerId, productId];
    const parts = this.sources
      .filter(({ definition }) => may(this.context.principal, permissionOf(definition, 'read')))
      .map((source) => this.partOf(source, values));
    if (parts.length === 0) return Promise.resolve([]);
    return this.db.query<EarlierPriceView>(
      `SELECT "documentType", "documentId", number, date, currency, "taxMode", price, unit, "discountRate"
       FROM (${parts.join(' UNION ALL ')}) found ORDER BY at DESC, "documentId", line_no LIMIT ${LIMIT}`,
      values,
    );
  }

  private partOf({ definition, list, entity, lines }: Source, values: unknown[]): string {
    const scope = this.lists.scopeOf(list);
    values.push(scope === 'all' ? null : scope);
    const owners = `$${values.length}::uuid[]`;
    return `(SELECT '${definition.type}' AS "documentType", d.id AS "documentId", d.number, d.date, d.currency, d.tax_mode AS "taxMode",
         l.price, l.unit, l.discount_rate AS "discountRate", d.created_at AS at, l.line_no
       FROM "${this.rows.table(entity).name}" d JOIN "${this.rows.table(lines.entity).name}" l ON l.document_id = d.id
       WHERE d.customer_id = $1 AND l.product_id = $2 AND d.status IN ${AGREED} AND (${owners} IS NULL OR d.owner_id = ANY(${owners}))
       ORDER BY d.created_at DESC, d.id, l.line_no LIMIT ${LIMIT})`;
  }
}
