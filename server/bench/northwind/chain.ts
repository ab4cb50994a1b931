import { addDays, multiply } from '@guanxi/shared/kernel';
import type { Person } from '../support/client.js';
import type { Company } from './company.js';
import { Acts, DELIVERY, INVOICE, ORDER, QUOTATION, RECEIPT, type Doc } from './documents.js';
import type { Figures } from '../support/figures.js';
import type { SourceOrder } from './source.js';

const DAYS_TO_INVOICE = 1;
const DAYS_TO_RECEIPT = 30;

interface Invoice extends Doc {
  readonly grossAmount: string;
}

/** Takes one order of the source from the quotation to the money. */
async function runChain(company: Company, acts: Acts, order: SourceOrder): Promise<void> {
  const seller = company.employees.get(order.employeeId)!;
  const quotation = await quote(company, acts, seller, order);
  const confirmed = await confirm(company, acts, seller, order, quotation);
  const shipped = order.shippedDate ?? order.requiredDate ?? order.date;
  const draft = await acts.create<Doc>(DELIVERY, seller, `${ORDER.path}/${confirmed.id}/delivery`, { date: shipped });
  const delivery = await acts.approved(DELIVERY, seller, draft);
  const invoice = await bill(acts, seller, delivery, addDays(shipped, DAYS_TO_INVOICE));
  await collect(company, acts, seller, order, invoice, addDays(shipped, DAYS_TO_RECEIPT));
}

async function quote(company: Company, acts: Acts, seller: Person, order: SourceOrder): Promise<Doc> {
  const lines = order.lines.map(({ productId, quantity, price, discount }) => ({
    ...{ productId: company.products.get(productId), quantity, price, taxRate: '0' },
    discountRate: multiply(discount, '100'),
  }));
  const body = { customerId: company.customers.get(order.customerId), date: order.date, lines };
  return acts.approved(QUOTATION, seller, await acts.create<Doc>(QUOTATION, seller, QUOTATION.path, body));
}

/** The order keeps the source's id, by which the checks find it. */
async function confirm(company: Company, acts: Acts, seller: Person, order: SourceOrder, quotation: Doc): Promise<Doc> {
  const draft = await acts.create<Doc>(ORDER, seller, `${QUOTATION.path}/${quotation.id}/order`, {
    ...{ warehouseId: company.warehouseId, date: order.date, promisedDate: order.requiredDate },
    customerOrderNo: order.id,
  });
  return acts.approved(ORDER, seller, draft);
}

async function bill(acts: Acts, seller: Person, delivery: Doc, date: string): Promise<Invoice> {
  const draft = await acts.create<Invoice>(INVOICE, seller, `${DELIVERY.path}/${delivery.id}/invoice`, { date });
  return acts.approved(INVOICE, seller, draft);
}

async function collect(
  company: Company,
  acts: Acts,
  seller: Person,
  order: SourceOrder,
  invoice: Invoice,
  date: string,
): Promise<void> {
  const body = {
    ...{ customerId: company.customers.get(order.customerId), fundAccountId: company.fundAccountId, date },
    ...{ amount: invoice.grossAmount, lines: [{ itemId: invoice.id, amount: invoice.grossAmount }] },
  };
  await acts.approved(RECEIPT, seller, await acts.create<Doc>(RECEIPT, seller, RECEIPT.path, body));
}

/**
 * Runs the orders by so many clients at once; each takes the next one. Answers what went wrong: a chain that is refused
 * anything stops there, and the others go on.
 */
export async function runChains(
  company: Company,
  orders: readonly SourceOrder[],
  clients: number,
  figures: Figures,
): Promise<string[]> {
  const acts = new Acts(company.people, figures);
  const failures: string[] = [];
  const queue = orders.values();
  const client = async (): Promise<void> => {
    for (const order of queue) {
      const chain = figures.time('whole chain', () => runChain(company, acts, order));
      await chain.catch((error: unknown) => failures.push(`order ${order.id}: ${String(error)}`));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return failures;
}
