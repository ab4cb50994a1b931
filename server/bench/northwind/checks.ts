import { compare } from '@guanxi/shared/kernel';
import type pg from 'pg';
import type { Company } from './company.js';
import { DELIVERY, INVOICE, ORDER, QUOTATION, RECEIPT, STOCK_ENTRY, type Doc, type Kind } from './documents.js';
import type { Source, SourceOrder } from './source.js';

/** What is to be proved, and what was found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}

/** What a finished run is proved with. */
export interface Run {
  readonly company: Company;
  readonly source: Source;
  readonly orders: readonly SourceOrder[];
  /** Chains that broke. */
  readonly failures: readonly string[];
  /** The same database, past the product. */
  readonly database: Pick<pg.Client, 'query'>;
  /** The differences that `guanxi verify` finds. */
  readonly verify: () => Promise<string[]>;
}

/** Compares what the product says, and what its database holds, with the source. */
export async function proveRun(run: Run): Promise<Check[]> {
  return [
    nothingRefused(run),
    await stockOpened(run),
    ...(await allCompleted(run)),
    await nothingReceivable(run),
    await nothingExposed(run),
    await stockAsInSource(run),
    ...(await invoicedAsInSource(run)),
    await moneyArrived(run),
    await verified(run),
  ];
}

const outcome = (name: string, wrong: readonly string[], good: string): Check => ({
  name,
  ok: wrong.length === 0,
  found: wrong.length === 0 ? good : `${wrong.length} wrong: ${wrong.slice(0, 5).join('; ')}`,
});

/** Clients send everything once, so each refusal of the server would have been met here. */
function nothingRefused({ company, failures }: Run): Check {
  const refused = [...company.api.answers].filter(([status]) => status >= 300);
  const wrong = [...failures, ...refused.map(([status, times]) => `${times} × ${status}`)];
  const answers = [...company.api.answers.values()].reduce((total, times) => total + times, 0);
  return outcome('nothing refused, nothing retried', wrong, `${answers} requests, each sent once`);
}

/** Nothing is done to an entry of stock in parts, so it ends by taking effect. */
async function stockOpened({ company }: Run): Promise<Check> {
  const { status } = await company.admin.get<Doc>(`${STOCK_ENTRY.path}/${company.openingEntry.id}`);
  return { name: 'the opening stock is in effect', ok: status === 'effective', found: status };
}

async function count({ admin }: Company, kind: Kind, filter = ''): Promise<number> {
  const { total } = await admin.get<{ total: number }>(`${kind.path}?limit=1&count=exact${filter}`);
  return total;
}

async function allCompleted({ company, orders }: Run): Promise<Check[]> {
  const checks: Check[] = [];
  for (const kind of [QUOTATION, ORDER, DELIVERY, INVOICE, RECEIPT]) {
    const all = await count(company, kind);
    const completed = await count(company, kind, '&status=completed');
    const ok = all === orders.length && completed === all;
    checks.push({ name: `each ${kind.name} is completed`, ok, found: `${completed} of ${all}` });
  }
  return checks;
}

async function nothingReceivable({ company }: Run): Promise<Check> {
  const receivables: Kind = { name: 'receivable', path: 'sales-orders/receivables' };
  const all = await count(company, receivables, '&side=debit');
  const open = await count(company, receivables, '&openAmount[gt]=0&voided=false');
  return { name: 'receivables are zero', ok: open === 0 && all > 0, found: `${open} open of ${all}` };
}

/** No customer owes anything, has anything ordered or has paid anything ahead. */
async function nothingExposed({ company }: Run): Promise<Check> {
  const wrong: string[] = [];
  for (const [code, id] of company.customers) {
    const credit = await company.admin.get<Record<string, string>>(`sales-orders/credit/${id}`);
    const rest = ['orders', 'receivables', 'deposits'].filter((field) => compare(credit[field] ?? 'x', '0') !== 0);
    wrong.push(...rest.map((field) => `${code} ${field} ${credit[field]}`));
  }
  return outcome('no customer is exposed', wrong, `${company.customers.size} customers`);
}

interface StockRow {
  readonly product: { readonly id: string };
  readonly onHand: string;
  readonly reserved: string;
}

async function stockAsInSource({ company, source }: Run): Promise<Check> {
  const { items } = await company.admin.get<{ items: StockRow[] }>('inventory/stock?limit=200');
  const stock = new Map(items.map((row) => [row.product.id, row]));
  const wrong = source.products.flatMap(({ id, inStock }) => {
    const { onHand, reserved } = stock.get(company.products.get(id)!) ?? { onHand: '0', reserved: '0' };
    const right = compare(onHand, inStock) === 0 && compare(reserved, '0') === 0;
    return right ? [] : [`product ${id}: ${onHand} (${reserved} reserved) for ${inStock}`];
  });
  return outcome('stock is that of the source', wrong, `${source.products.length} products, nothing reserved`);
}

/**
 * What each order comes to by the source, computed by PostgreSQL alone: its own reading of the 4-byte floats, its own
 * multiplication and rounding.
 */
const EXPECTED = `expected AS (
  SELECT order_id, sum(round(price::real::numeric * quantity * (1 - discount::real::numeric), 2)) AS amount
  FROM jsonb_to_recordset($1::jsonb) AS x(order_id text, price text, quantity numeric, discount text) GROUP BY order_id)`;
const INVOICED = `invoiced AS (
  SELECT o.customer_order_no AS order_id, sum(l.gross_amount) AS amount
  FROM sales_invoice i JOIN sales_invoice_line l ON l.document_id = i.id JOIN sales_order o ON o.id = l.order_id
  WHERE i.status = 'completed' GROUP BY o.customer_order_no)`;

async function invoicedAsInSource({ orders, database }: Run): Promise<Check[]> {
  const lines = orders.flatMap(({ id, lines: all }) =>
    all.map(({ quantity, raw }) => ({ order_id: id, quantity, ...raw })),
  );
  const { rows: different } = await database.query<{ what: string }>(
    `WITH ${EXPECTED}, ${INVOICED} SELECT format('%s: %s for %s', order_id, i.amount, e.amount) AS what
     FROM expected e FULL JOIN invoiced i USING (order_id) WHERE i.amount IS DISTINCT FROM e.amount ORDER BY order_id`,
    [JSON.stringify(lines)],
  );
  const { rows: totals } = await database.query<{ expected: string; invoiced: string }>(
    `WITH ${EXPECTED} SELECT sum(amount)::text AS expected,
       (SELECT coalesce(sum(gross_amount), 0)::numeric(24,2)::text FROM sales_invoice) AS invoiced FROM expected`,
    [JSON.stringify(lines)],
  );
  const { expected, invoiced } = totals[0]!;
  const wrong = different.map(({ what }) => what);
  return [
    outcome('each order is invoiced as in the source', wrong, `${orders.length} orders, ${lines.length} lines`),
    { name: 'sum of the invoices', ok: compare(expected, invoiced) === 0, found: `${invoiced} for ${expected}` },
  ];
}

async function moneyArrived({ company, database }: Run): Promise<Check> {
  const account = await company.admin.get<{ balance: string }>(`system/fund-accounts/${company.fundAccountId}`);
  const { rows } = await database.query<{ total: string }>(
    'SELECT sum(gross_amount)::text AS total FROM sales_invoice',
  );
  const total = rows[0]!.total;
  return { name: 'the account holds the sum', ok: compare(account.balance, total) === 0, found: account.balance };
}

async function verified({ verify }: Run): Promise<Check> {
  return outcome('guanxi verify', await verify(), 'clean');
}
