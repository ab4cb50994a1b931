import openapi from '../../server/openapi.json' with { type: 'json' };
import type { Api, Shown } from './support/api';
import type { Company } from './support/company';
import type { Desk } from './support/desk';
import { expect, test } from './support/test';

const isDeep = process.env['GUANXI_DEEP'] === '1';
test.describe.configure({ mode: 'serial', timeout: isDeep ? 600_000 : 180_000 });
// On phones everything is seen in the dark.
test.use({ installationOf: 'pages', colorScheme: ({ isMobile }, use) => use(isMobile ? 'dark' : 'light') });

/** Whether everybody can read and use a page takes longer to find out than whether it is in order. */
const look = (desk: Desk) => (isDeep ? desk.looksOver() : desk.isInOrder());

type Names = Record<string, { one: string; many: string; new?: string }>;
interface ListPage {
  path: string;
  module: string;
  type: string;
  creates: boolean;
  shows: boolean;
  edits: boolean;
}

/** What the console leaves out, as `lists.spec.ts` says of each: forms to begin with, and pages of records. */
const ONLY_PUSHED_DOWN = ['delivery', 'sales-invoice'];
const WITHOUT_PAGE = ['login-log'];

type Operation = { 'x-list'?: string; tags: string[] };
const paths = openapi.paths as Record<string, Partial<Record<'get' | 'post' | 'patch', Operation>>>;

/** Every list that the API has is a page of the console, at the same path. */
const lists: ListPage[] = Object.entries(paths).flatMap(([path, { get, post }]) => {
  const type = get?.['x-list'];
  if (!type) return [];
  const record = paths[`${path}/{id}`];
  return {
    ...{ path: path.replace('/api/v1', ''), module: get.tags[0] ?? '', type },
    creates: Boolean(post) && !ONLY_PUSHED_DOWN.includes(type),
    shows: Boolean(record?.get) && !WITHOUT_PAGE.includes(type),
    edits: Boolean(record?.patch),
  };
});

/** Something of everything that a company has, each document in force that others come from. */
async function furnish(admin: Api, second: Api, company: Company): Promise<void> {
  const [customer, warehouse, account] = [
    await admin.create('customers', { name: company.customer }),
    await admin.create('inventory/warehouses', { code: 'HZ1', name: company.warehouse }),
    await admin.create('system/fund-accounts', { code: 'ICBC', name: company.account, kind: 'bank', currency: 'CNY' }),
  ];
  const [customerId, warehouseId, at] = [customer.id, warehouse.id, new Date().toISOString()];
  const goods = { unit: 'pc', taxRate: '13', salePrice: '6780' };
  const { id: productId } = await admin.create('inventory/products', { code: 'SV-750', name: company.motor, ...goods });
  const approved = async (path: string, draft: Shown) =>
    second.act(path, await admin.act(path, draft, 'submit'), 'approve');
  const made = async (path: string, data: object) => approved(path, await admin.create(path, { ...data }));
  const lines = [{ productId, quantity: '2', unitCost: '4000' }];
  await made('inventory/stock-entries', { warehouseId, reason: 'opening', lines });
  const quotation = await made('sales-orders/quotations', { customerId, lines: [{ productId, quantity: '1' }] });
  const draft = await admin.act('sales-orders/quotations', quotation, 'order');
  const order = await approved('sales-orders', await admin.change('sales-orders', draft, { warehouseId }));
  const delivery = await approved('sales-orders/deliveries', await admin.act('sales-orders', order, 'delivery'));
  await approved('sales-orders/sales-invoices', await admin.act('sales-orders/deliveries', delivery, 'invoice'));
  await made('sales-orders/receipts', { customerId, fundAccountId: account.id, amount: '100' });
  const spent = { category: 'travel', date: at.slice(0, 10), description: 'SV-750', amount: '35' };
  const others: Record<string, object> = {
    'customers/contacts': { customerId, name: company.second.name },
    'relations/interactions': { customerId, kind: 'visit', at, summary: 'SV-750' },
    'inventory/categories': { code: 'M', name: company.motor },
    'inventory/stock-issues': { warehouseId, reason: 'used', lines: [{ productId, quantity: '1' }] },
    'sales-orders/opening-balances': { customerId, amount: '100' },
    'office/expenses': { purpose: 'SV-750', lines: [spent] },
    'system/departments': { code: 'S1', name: company.name },
    'system/teams': { name: company.name },
    'system/numbering-rules': { documentType: 'quotation', prefix: 'QT', digits: 4 },
  };
  for (const [path, data] of Object.entries(others)) await admin.create(path, { ...data });
}

/** Goes to an address as the router does, without the time that it takes to load everything anew. */
const follow = (desk: Desk, path: string): Promise<void> =>
  desk.page.evaluate((address) => {
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);

async function tour(desk: Desk, { path, creates, shows, edits }: ListPage, names: Names[string]): Promise<void> {
  const main = desk.page.getByRole('main');
  const heading = (name?: string) => main.getByRole('heading', { level: 1, name, exact: true });
  const formOpens = async () => {
    await expect(main.locator('form')).toBeVisible();
    await look(desk);
  };
  await follow(desk, path);
  await expect(heading(names.many)).toBeVisible();
  await expect(desk.rows().first()).toBeVisible();
  await look(desk);
  if (creates) {
    await main.getByRole('button', { name: new RegExp(`^${names.new}( \\w)?$`) }).click();
    await formOpens();
    await desk.page.goBack();
    await expect(heading(names.many)).toBeVisible();
  }
  if (!shows) return;
  await desk.rows().first().getByRole('link').first().click();
  await expect(desk.page).toHaveURL(new RegExp(`${path}/[^/]+$`));
  await expect(heading()).toBeVisible();
  await look(desk);
  if (!edits) return;
  await follow(desk, `${desk.page.url()}/edit`);
  await formOpens();
}

test('every list, the first record of each and every form to begin and to change one opens, in order and without a complaint', async ({
  founded,
  deskOf,
  company,
  words,
  colorScheme,
}) => {
  const { admin, second } = await founded();
  await furnish(admin, second, company);
  const desk = await deskOf(company.admin);
  await desk.open('/', new RegExp(company.admin.name));
  await expect(desk.page.locator('html.dark')).toHaveCount(colorScheme === 'dark' ? 1 : 0);
  const modules = { ...words, 'sales-orders': words.sales } as unknown as Record<string, Names>;
  for (const list of lists) await test.step(list.path, () => tour(desk, list, modules[list.module]![list.type]!));
});

test('a list is sorted by its header, and its address says so', async ({ deskOf, company, words }) => {
  const desk = await deskOf(company.admin);
  const { page } = desk;
  await page.setViewportSize({ width: 1440, height: 900 });
  await desk.open('/inventory/products', words.inventory.product.many);
  const header = page.getByRole('columnheader', { name: words.fields.code });
  await header.getByRole('button').press('Enter');
  await expect(page).toHaveURL(/sort=code$/);
  await header.getByRole('button').press('Enter');
  await expect(page).toHaveURL(/sort=-code$/);
  await page.reload();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await desk.looksOver();
});
