import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../../kernel/db/db.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** Recomputes balances and reservations from their facts (S1, S2). */
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
      { name: 'reservations', check: () => this.reservations() },
    );
  }

  private balances(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'stock of product ' || product_id || ' in warehouse ' || warehouse_id AS "where",
         coalesce(l.quantity, 0) || ' worth ' || coalesce(l.value, 0) AS expected, coalesce(b.on_hand, 0) || ' worth ' || coalesce(b.value, 0) AS actual
       FROM stock_balance b FULL JOIN (SELECT warehouse_id, product_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_ledger GROUP BY 1, 2) l
         USING (warehouse_id, product_id)
       WHERE coalesce(b.on_hand, 0) <> coalesce(l.quantity, 0) OR coalesce(b.value, 0) <> coalesce(l.value, 0)`,
    );
  }

  private runningTotals(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `SELECT 'S1' AS invariant, 'stock ledger row ' || id AS "where", running::text AS expected, balance_after::text AS actual
       FROM (SELECT id, balance_after, value_after, sum(quantity) OVER w AS running, sum(value) OVER w AS running_value
             FROM stock_ledger WINDOW w AS (PARTITION BY warehouse_id, product_id ORDER BY seq)) l
       WHERE running <> balance_after OR running_value <> value_after LIMIT 100`,
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
