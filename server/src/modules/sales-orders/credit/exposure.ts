import { Injectable, type OnModuleInit } from '@nestjs/common';
import { customer } from '@guanxi/shared/customers';
import { add, compare, maximum, subtract } from '@guanxi/shared/kernel';
import { Db } from '../../../kernel/db/db.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { Verifier, type Difference } from '../../../kernel/verify/verifier.js';

/** What a customer may use and does use, in the base currency. */
export interface Credit {
  /** Null means unlimited. */
  readonly limit: string | null;
  readonly orders: string;
  readonly receivables: string;
  readonly deposits: string;
  /** orders + receivables - deposits */
  readonly used: string;
}

/** The share of an order line that is neither cancelled nor invoiced, at the order's rate. */
const OPEN_OF_ORDER = `SELECT coalesce(sum(round(l.gross_amount * o.exchange_rate
    * greatest(f.total - f.cancelled - (f.invoiced - f.credited), 0) / f.total, 4)), 0)
  FROM sales_order_line l JOIN fulfilment f ON f.line_id = l.id WHERE l.document_id = o.id`;
const OPEN_ITEMS = (
  side: string,
): string => `coalesce((SELECT sum(round((i.amount - i.settled) * i.exchange_rate, 4)) FROM open_item i
  WHERE i.party_id = e.customer_id AND i.side = '${side}' AND NOT i.voided AND i.settled < i.amount), 0)`;

/** The orders named are counted anew, the others of the customer as they stand. An order that has nothing open leaves no row. */
const REFRESH = `
WITH counted AS (
  SELECT o.id, CASE WHEN o.id = ANY($3) THEN 0 ELSE (${OPEN_OF_ORDER}) END AS amount FROM sales_order o WHERE o.id = ANY($2)),
closed AS (DELETE FROM order_exposure x USING counted c WHERE x.order_id = c.id AND c.amount = 0),
open AS (
  INSERT INTO order_exposure (order_id, customer_id, amount) SELECT id, $1, amount FROM counted WHERE amount <> 0
  ON CONFLICT (order_id) DO UPDATE SET amount = excluded.amount)
UPDATE customer_exposure e SET
  orders = coalesce((SELECT sum(amount) FROM order_exposure x WHERE x.customer_id = e.customer_id AND x.order_id <> ALL($2)), 0)
    + coalesce((SELECT sum(amount) FROM counted), 0),
  receivables = ${OPEN_ITEMS('debit')}, deposits = ${OPEN_ITEMS('credit')}
WHERE e.customer_id = $1`;

/**
 * Customer exposure: open orders + receivables - deposits, kept beside its facts and changed under the lock of the
 * customer's row, which is taken after documents and before fulfilment.
 */
@Injectable()
export class Exposure implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly verifier: Verifier,
    private readonly lists: Lists,
  ) {}

  onModuleInit(): void {
    this.verifier.register({ name: 'customer exposure', check: () => this.check() });
  }

  /** Takes the lock of a customer's exposure. */
  async lock(customerId: string): Promise<void> {
    // An update of no row holds the row that it would have changed, whoever made it.
    await this.db.send(
      `INSERT INTO customer_exposure (customer_id, orders, receivables, deposits) VALUES ($1, 0, 0, 0)
       ON CONFLICT (customer_id) DO UPDATE SET customer_id = excluded.customer_id WHERE false`,
      [customerId],
    );
  }

  /** Brings the exposure up to date after something changed; orders that are undone are named. */
  async refresh(customerId: string, orderIds: readonly string[], undone: readonly string[] = []): Promise<void> {
    await this.db.send(REFRESH, [customerId, orderIds, undone]);
  }

  async of(customerId: string): Promise<Credit> {
    const row = await this.db.one<Omit<Credit, 'used'>>(
      `SELECT c.credit_limit AS limit, coalesce(e.orders, 0) AS orders, coalesce(e.receivables, 0) AS receivables, coalesce(e.deposits, 0) AS deposits
       FROM customer c LEFT JOIN customer_exposure e ON e.customer_id = c.id WHERE c.id = $1`,
      [customerId],
    );
    if (!row) throw new DomainError('record.not-found');
    return { ...row, used: subtract(add(row.orders, row.receivables), row.deposits) };
  }

  /** @throws DomainError 409 `credit.exceeded` when the exposure is over the limit by more than was approved. */
  async assertWithin(debtor: { id: string; name: string }, amount: string, approvedExcess: string): Promise<void> {
    const { limit, used } = await this.of(debtor.id);
    if (limit === null || compare(used, add(limit, approvedExcess)) <= 0) return;
    throw new DomainError('credit.exceeded', {
      customer: debtor.name,
      limit: this.told(limit),
      used: this.told(subtract(used, amount)),
      required: amount,
    });
  }

  /** Whoever may not see a customer's limit does not learn from a refusal how far it is used. */
  private told(figure: string): string {
    return this.lists.told({ definition: customer }, 'creditLimit', figure);
  }

  private check(): Promise<Difference[]> {
    return this.db.query<Difference>(
      `WITH open_order AS (SELECT o.id, o.customer_id, (${OPEN_OF_ORDER}) AS amount FROM sales_order o WHERE o.status IN ('effective', 'completed', 'closed')),
         party AS (SELECT customer_id FROM open_order UNION SELECT party_id FROM open_item UNION SELECT customer_id FROM customer_exposure),
         expected AS (SELECT e.customer_id, coalesce((SELECT sum(v.amount) FROM open_order v WHERE v.customer_id = e.customer_id), 0) AS orders,
           ${OPEN_ITEMS('debit')} AS receivables, ${OPEN_ITEMS('credit')} AS deposits FROM party e)
       SELECT 'M2' AS invariant, 'exposure of customer ' || customer_id AS "where", x.orders || ' / ' || x.receivables || ' / ' || x.deposits AS expected,
         coalesce(e.orders || ' / ' || e.receivables || ' / ' || e.deposits, 'none') AS actual
       FROM expected x LEFT JOIN customer_exposure e USING (customer_id)
       WHERE (e.orders, e.receivables, e.deposits) IS DISTINCT FROM (x.orders, x.receivables, x.deposits)
       UNION ALL
       SELECT 'M2', 'exposure of order ' || coalesce(v.id, e.order_id), coalesce(v.amount || ' of ' || v.customer_id, 'none'), coalesce(e.amount || ' of ' || e.customer_id, 'none')
       FROM (SELECT * FROM open_order WHERE amount <> 0) v FULL JOIN order_exposure e ON e.order_id = v.id
       WHERE (e.customer_id, e.amount) IS DISTINCT FROM (v.customer_id, v.amount)`,
    );
  }
}

/** By how much an amount would go over the limit; zero when it fits. */
export const excessOf = ({ limit, used }: Credit, amount: string): string =>
  limit === null ? '0' : maximum(subtract(add(used, amount), limit), '0');
