import { add, compare, multiply } from '@guanxi/shared/kernel';
import type { Api, Person } from '../support/client.js';
import { addUser, foundCompany } from '../support/people.js';
import { Acts, STOCK_ENTRY, type Doc } from './documents.js';
import { Figures } from '../support/figures.js';
import type { Source, SourceOrder } from './source.js';

const COST_SHARE = '0.7';

interface Made {
  readonly id: string;
  readonly version: number;
}

/** The company of the source, in the product. Ids of the source lead to those of the product. */
export interface Company {
  readonly api: Api;
  readonly admin: Person;
  /** Everybody, by the ids of the product. */
  readonly people: ReadonlyMap<string, Person>;
  readonly employees: ReadonlyMap<string, Person>;
  readonly customers: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  readonly warehouseId: string;
  readonly fundAccountId: string;
  readonly openingEntry: Doc;
}

/** Makes the company by the set-up link's token: people, customers, products, and stock enough for the orders. */
export async function makeCompany(
  api: Api,
  token: string,
  source: Source,
  orders: readonly SourceOrder[],
): Promise<Company> {
  const { admin, directors } = await setUp(api, token);
  const employees = await hire(api, admin, source);
  const people = new Map([admin, ...directors, ...employees.values()].map((person) => [person.id, person]));
  const customers = await makeCustomers(admin, source, employees);
  const products = await makeProducts(admin, source);
  const warehouse = await admin.create<Made>('inventory/warehouses', { code: 'MAIN', name: 'Main warehouse' });
  const account = { code: 'BANK', name: 'Bank account', kind: 'bank', currency: 'USD' };
  const fundAccount = await admin.create<Made>('system/fund-accounts', account);
  const acts = new Acts(people, new Figures());
  const draft = await admin.create<Doc>(STOCK_ENTRY.path, openingStock(source, orders, products, warehouse.id));
  const openingEntry = await acts.approved(STOCK_ENTRY, admin, draft);
  return {
    ...{ api, admin, people, employees, customers, products, openingEntry },
    ...{ warehouseId: warehouse.id, fundAccountId: fundAccount.id },
  };
}

/** The administrator, and two directors to whom everything goes that has no superior. */
async function setUp(api: Api, token: string): Promise<{ admin: Person; directors: Person[] }> {
  const place = { country: 'US', timeZone: 'America/Los_Angeles', language: 'en', baseCurrency: 'USD' };
  const company = { name: 'Northwind Traders', ...place };
  const { admin, second: first } = await foundCompany(api, token, company, 'First Director');
  const second = await addUser(api, admin, { name: 'Second Director', login: 'second.director' });
  const { items } = await admin.get<{ items: Made[] }>('system/companies');
  const pool = { finalPoolIds: [first.id, second.id] };
  await admin.change('PATCH', `system/companies/${items[0]!.id}`, items[0]!.version, pool);
  return { admin, directors: [first, second] };
}

/** Employees become users, superiors before those who report to them. */
async function hire(api: Api, admin: Person, source: Source): Promise<Map<string, Person>> {
  const hired = new Map<string, Person>();
  const waiting = [...source.employees];
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ reportsTo }) => reportsTo === null || hired.has(reportsTo));
    const [employee] = waiting.splice(index, 1);
    const { id, name, title, reportsTo } = employee!;
    const superiorId = reportsTo === null ? null : hired.get(reportsTo)!.id;
    const login = name.toLowerCase().replaceAll(' ', '.');
    hired.set(id, await addUser(api, admin, { name, login, title, superiorId }));
  }
  return hired;
}

/** A customer is looked after by the employee of the first order; without one, by the first employee. */
async function makeCustomers(
  admin: Person,
  source: Source,
  employees: ReadonlyMap<string, Person>,
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const { id, name, address, city, postalCode, country, phone } of source.customers) {
    const order = source.orders.find(({ customerId }) => customerId === id);
    const ownerId = employees.get(order?.employeeId ?? source.employees[0]!.id)!.id;
    const addresses = address ? [{ kind: 'registered', street: address, city, postalCode, country }] : [];
    const customer = await admin.create<Made>('customers', { code: id, name, phone, ownerId, addresses });
    made.set(id, customer.id);
  }
  return made;
}

async function makeProducts(admin: Person, source: Source): Promise<Map<string, string>> {
  const categories = new Map<string, string>();
  for (const { id, name } of source.categories) {
    categories.set(id, (await admin.create<Made>('inventory/categories', { code: id, name })).id);
  }
  const made = new Map<string, string>();
  for (const { id, name, categoryId, packing, price } of source.products) {
    const terms = { unit: 'pc', taxRate: '0', salePrice: price, specification: packing };
    const body = { code: id, name, categoryId: categories.get(categoryId), ...terms };
    made.set(id, (await admin.create<Made>('inventory/products', body)).id);
  }
  return made;
}

/** What the source has in stock and what the orders will take, so that the source's stock is left at the end. */
function openingStock(
  source: Source,
  orders: readonly SourceOrder[],
  products: ReadonlyMap<string, string>,
  warehouseId: string,
): object {
  const ordered = new Map<string, string>();
  for (const { productId, quantity } of orders.flatMap((order) => order.lines))
    ordered.set(productId, add(ordered.get(productId) ?? '0', quantity));
  const lines = source.products.map(({ id, inStock, price }) => ({
    productId: products.get(id),
    quantity: add(inStock, ordered.get(id) ?? '0'),
    unitCost: multiply(price, COST_SHARE),
  }));
  const date = orders.map((order) => order.date).sort()[0];
  return { warehouseId, reason: 'opening', date, lines: lines.filter((line) => compare(line.quantity, '0') > 0) };
}
