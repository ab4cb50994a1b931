import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { amountSql, compareSql, POSTED } from '../../../kernel/verify/compare.js';
import { ledgerChecks } from '../../../kernel/verify/ledger-checks.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** The movements that documents of a type made, as facts. */
export const movementsOf = (type: string, columns: string): string =>
  `SELECT 'stock_ledger of ' || document_type || ' ' || document_id || ' line ' || document_line_id AS at, (${columns})::text AS fact
   FROM stock_ledger WHERE document_type = '${type}' AND reverses_id IS NULL`;

/** Proves the stock: balances, each movement against its line, its value and its order, and reservations (S1, S2, S3). */
@Injectable()
export class StockChecks implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
  ) {}

  onModuleInit(): void {
    this.verifier.register(
      { name: 'stock balances', check: () => this.balances() },
      { name: 'stock running totals', check: () => this.runningTotals() },
      { name: 'stock entries', check: () => this.entries() },
      { name: 'stock issues', check: () => this.issues() },
      {
        name: 'sums of stock entries',
        check: () => this.db.query<Difference>(amountSql('stock-entry', 'stock_entry', 'sum(l.cost)')),
      },
      { name: 'moving averages', check: () => this.averages() },
      { name: 'late costs', check: () => this.lateCosts() },
      { name: 'reservations', check: () => this.reservations() },
      ...ledgerChecks(this.db, {
        ...{ invariant: 'S3', table: 'stock_ledger', document: 'document_id', locks: [['warehouse_id', 'product_id']] },
        same: ['warehouse_id', 'product_id', 'date', 'document_type', 'document_id', 'document_line_id'],
        opposite: ['quantity', 'value'],
      }),
    );
  }

  private balances(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'stock of product ' || product_id || ' in warehouse ' || warehouse_id AS "where",
         coalesce(l.quantity, 0) || ' worth ' || coalesce(l.value, 0) AS expected, coalesce(b.on_hand, 0) || ' worth ' || coalesce(b.value, 0) AS actual
       FROM stock_balance b FULL JOIN (SELECT warehouse_id, product_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_ledger GROUP BY 1, 2) l
         USING (warehouse_id, product_id)
       WHERE coalesce(b.on_hand, 0) <> coalesce(l.quantity, 0) OR coalesce(b.value, 0) <> coalesce(l.value, 0)
       UNION ALL
       SELECT 'S2', 'stock of product ' || b.product_id || ' in warehouse ' || b.warehouse_id, 'negative ' || w.negative_allowed, 'negative ' || b.negative_allowed
       FROM stock_balance b LEFT JOIN warehouse w ON w.id = b.warehouse_id WHERE b.negative_allowed IS DISTINCT FROM w.negative_allowed`,
    );
  }

  private runningTotals(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'stock_ledger row ' || id AS "where", running || ' worth ' || running_value AS expected,
         balance_after || ' worth ' || value_after AS actual
       FROM (SELECT id, balance_after, value_after, sum(quantity) OVER w AS running, sum(value) OVER w AS running_value
             FROM stock_ledger WINDOW w AS (PARTITION BY warehouse_id, product_id ORDER BY seq)) l
       WHERE running <> balance_after OR running_value <> value_after LIMIT 100`,
    );
  }

  private entries(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S1',
        `SELECT 'stock_ledger of stock-entry ' || d.id || ' line ' || l.id AS at, (d.warehouse_id, l.product_id, d.date, l.base_quantity, l.cost)::text AS fact
         FROM stock_entry d JOIN stock_entry_line l ON l.document_id = d.id WHERE d.status IN ${POSTED}`,
        `${movementsOf('stock-entry', 'warehouse_id, product_id, date, quantity, value')} AND quantity <> 0`,
      ),
    );
  }

  private issues(): Promise<Difference[]> {
    return this.db.query<Difference>(
      compareSql(
        'S1',
        `SELECT 'stock_ledger of stock-issue ' || d.id || ' line ' || l.id AS at, (d.warehouse_id, l.product_id, d.date, -l.base_quantity)::text AS fact
         FROM stock_issue d JOIN stock_issue_line l ON l.document_id = d.id WHERE d.status IN ${POSTED}`,
        movementsOf('stock-issue', 'warehouse_id, product_id, date, quantity'),
      ),
    );
  }

  /** What goes out takes the average of what was there, to the digit that rounding leaves; the last piece takes the rest. */
  private averages(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'stock_ledger row ' || id AS "where", 'worth ' || round(average, 4) AS expected, 'worth ' || -value AS actual
       FROM (SELECT l.*, CASE WHEN before <= 0 THEN 0 WHEN before = -quantity THEN value_before
           ELSE least(value_before * -quantity / before, greatest(value_before, 0)) END AS average
         FROM (SELECT *, balance_after - quantity AS before, value_after - value AS value_before FROM stock_ledger WHERE quantity < 0 AND reverses_id IS NULL) l) x
       WHERE abs(average + value) > 0.0001 LIMIT 100`,
    );
  }

  /** What comes in where nothing was is worth its share of what is left; a row without quantity makes it so, and is nowhere else. */
  private lateCosts(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `WITH late AS (SELECT l.id, l.warehouse_id, l.product_id, l.document_line_id, l.value_after,
           CASE WHEN balance_after <= 0 THEN 0 ELSE value * balance_after / quantity END AS worth
         FROM stock_ledger l WHERE quantity > 0 AND balance_after - quantity <= 0 AND reverses_id IS NULL),
       cost AS (SELECT * FROM stock_ledger WHERE quantity = 0 AND reverses_id IS NULL)
       SELECT 'S1' AS invariant, 'stock_ledger row ' || coalesce(l.id, c.id) AS "where", coalesce('worth ' || round(worth, 4), 'nothing') AS expected,
         'worth ' || coalesce(c.value_after, l.value_after) AS actual
       FROM late l FULL JOIN cost c USING (warehouse_id, product_id, document_line_id)
       WHERE l.id IS NULL OR abs(worth - coalesce(c.value_after, l.value_after)) > 0.0001 LIMIT 100`,
    );
  }

  private reservations(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S2' AS invariant, 'reservations of product ' || product_id || ' in warehouse ' || warehouse_id AS "where",
         coalesce(d.reserved, 0)::text AS expected, coalesce(b.reserved, 0)::text AS actual
       FROM stock_balance b FULL JOIN (SELECT warehouse_id, product_id, sum(reserved) AS reserved FROM demand GROUP BY 1, 2) d USING (warehouse_id, product_id)
       WHERE coalesce(b.reserved, 0) <> coalesce(d.reserved, 0)`,
    );
  }
}
