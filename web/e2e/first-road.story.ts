import { choosePassword, setUp } from './support/beginning';
import { PASSWORD } from './support/company';
import { Api, type Shown } from './support/api';
import type { Desk } from './support/desk';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ installationOf: 'first road' });

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

test('the company is set up, and the second person chooses a password', async ({
  installation,
  deskOf,
  company,
  words,
}) => {
  const desk = await deskOf();
  await desk.open(installation.setupUrl, words.setup.title);
  await setUp(desk, company);
  const link = await desk.field(words.app.link).inputValue();
  await choosePassword(await deskOf(), link, company.second);

  await desk.press(words.setup.enter);
  await desk.arrives(new RegExp(company.admin.name));
});

test('a customer is met, and the next step stands in the due list', async ({ deskOf, company, words }) => {
  const desk = await deskOf(company.admin);
  await desk.open('/customers', words.customers.customer.many);
  await desk.press(words.customers.customer.new);
  await desk.arrives(words.customers.customer.new);
  await desk.fill(words.fields.name, company.customer);
  await desk.press(words.form.save);
  await desk.arrives(company.customer);

  await desk.page.getByRole('tab', { name: words.relations.interaction.many }).click();
  await desk.press(words.relations.interaction.new);
  await desk.arrives(words.relations.interaction.new);
  const { fields } = words.relations.interaction;
  await expect(desk.field(words.fields.customer, 'combobox')).toBeVisible();
  await desk.fill(fields.summary, 'SV-750 × 40');
  await desk.fill(fields.nextStep, 'SV-750');
  await desk.pickDate(fields.nextDate, today);
  await desk.press(words.form.save);
  await desk.arrives('SV-750 × 40');

  await desk.open('/', new RegExp(company.admin.name));
  const due = `SV-750 ${words.workbench.kinds['next-step']} · ${company.customer}`;
  await expect(desk.page.getByRole('link', { name: due })).toBeVisible();
});

test('what is sold lies in the warehouse', async ({ installation, deskOf, company, words }) => {
  const admin = await Api.signIn(installation.url, company.admin.login, PASSWORD);
  const second = await Api.signIn(installation.url, company.second.login, PASSWORD);
  const { inventory, fields, system } = words;
  const goods = { unit: 'pc', taxRate: '13' };
  await admin.create('inventory/products', { ...goods, code: 'LM-20', name: company.rail, salePrice: '1860' });
  const desk = await deskOf(company.admin);
  await desk.open('/inventory/warehouses/new', inventory.warehouse.new);
  await desk.fill(fields.name, company.warehouse);
  await desk.fill(fields.code, 'HZ1');
  await desk.press(words.form.save);
  await desk.arrives(company.warehouse);

  await desk.open('/system/fund-accounts/new', system['fund-account'].new);
  await desk.fill(fields.code, 'ICBC');
  await desk.fill(fields.name, company.account);
  await desk.press(words.form.save);
  await desk.arrives(company.account);

  await desk.open('/inventory/products/new', inventory.product.new);
  await desk.fill(fields.name, company.motor);
  await desk.fill(fields.code, 'SV-750');
  await desk.choose(fields.unit, /^(台|个|pc|piece)/i);
  await desk.fill(inventory.product.fields.salePrice, '6480');
  await desk.press(words.form.save);
  await desk.arrives(company.motor);
  await stockUp(admin, second);

  await desk.open('/inventory/stock', inventory.stock.many);
  await expect(desk.row(company.motor)).toContainText('60');
});

async function stockUp(admin: Api, second: Api): Promise<void> {
  const idOf = async (path: string) => (await admin.get<{ items: Shown[] }>(path)).items[0]!.id;
  const lines = [
    { productId: await idOf('inventory/products?code=SV-750'), quantity: '60', unitCost: '4000' },
    { productId: await idOf('inventory/products?code=LM-20'), quantity: '100', unitCost: '1200' },
  ];
  const entry = { warehouseId: await idOf('inventory/warehouses'), reason: 'opening', lines };
  const draft = await admin.create('inventory/stock-entries', entry);
  await second.act('inventory/stock-entries', await admin.act('inventory/stock-entries', draft, 'submit'), 'approve');
}

test('a quotation is typed, submitted, and approved by the other one', async ({ deskOf, company, words }) => {
  const { quotation } = words.sales;
  const desk = await deskOf(company.admin);
  await desk.open('/sales-orders/quotations', quotation.many);
  await desk.press(quotation.new);
  await desk.arrives(quotation.new);
  await desk.choose(words.fields.customer, company.customer, company.customer.slice(0, 4));
  await desk.addLines(
    { code: 'SV-750', name: company.motor, quantity: '40' },
    { code: 'LM-20', name: company.rail, quantity: '60' },
  );
  await expect(desk.page.getByText('370,800.00').first()).toBeVisible();
  await desk.looksOver();
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  await desk.saysState('pending');
  await expect(desk.page.getByText(words.approval.own)).toBeVisible();
  await expect(desk.page.getByRole('button', { name: words.acts.approve })).toHaveCount(0);

  const second = await deskOf(company.second);
  await second.open('/', new RegExp(company.second.name));
  const menu = second.page.getByRole('navigation', { name: words.app.modules });
  await menu.getByRole('link', { name: words.app.approvals }).click();
  await second.arrives(words.app.approvals);
  await second.page.getByRole('link', { name: words.inbox.review }).click();
  await second.arrives(company.customer);
  await second.act(words.acts.approve);
  await second.saysState('effective');
  await second.looksOver();
});

test('the quotation becomes an order', async ({ deskOf, company, words }) => {
  const { quotation, 'sales-order': order } = words.sales;
  const desk = await deskOf(company.admin);
  await desk.open('/sales-orders/quotations', quotation.many);
  await desk.openRow(company.customer);
  await desk.arrives(company.customer);
  await desk.press(order.make);
  await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
  await desk.choose(order.fields.warehouse, company.warehouse);
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  await desk.saysState('pending');

  const second = await deskOf(company.second);
  await decide(second, words.acts.approve);
  await second.saysState('effective');

  await desk.open('/sales-orders', order.many);
  await expect(desk.row(company.customer)).toContainText('370,800.00');
});

/** Opens what waits first in the inbox and decides. */
async function decide(desk: Desk, act: string): Promise<void> {
  const { words, page } = desk;
  await desk.open('/approvals', words.app.approvals);
  await page.getByRole('link', { name: words.inbox.review }).first().click();
  await desk.act(act);
}

test('a part is delivered, then the rest', async ({ deskOf, company, words }) => {
  const { 'sales-order': order, delivery } = words.sales;
  const desk = await deskOf(company.admin);
  const second = await deskOf(company.second);
  await desk.open('/sales-orders', order.many);
  await desk.openRow(company.customer);
  await desk.arrives(company.customer);
  const address = desk.page.url();

  await desk.press(delivery.make);
  await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
  await desk.changeQuantity(company.motor, '40', '10');
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  await second.open('/approvals', words.app.approvals);
  await second.page.getByRole('checkbox', { name: words.list['select-all'] }).check();
  await second.act(words.inbox['release-n'].replace('{n}', '1'));
  await expect(second.page.getByText(words.inbox.none)).toBeVisible();

  await desk.open(address, company.customer);
  await expect(desk.page.getByRole('list', { name: words.record['chain-label'] })).toContainText('70%');
  await desk.press(delivery.make);
  await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
  await expect(desk.line(company.motor)).toContainText('30');
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  await decide(second, words.acts.release);
  await second.saysState('effective');
  await addTrackingNo(second, company.customer);
  await second.page.getByRole('list', { name: words.record['chain-label'] }).getByRole('link').nth(1).click();
  await second.arrives(company.customer);
  await expect(second.page.getByRole('list', { name: words.record['chain-label'] })).toContainText('100%');
});

/** What is in force is settled, but where the goods are may still be said. */
async function addTrackingNo(desk: Desk, customer: string): Promise<void> {
  const { words, page } = desk;
  const title = new RegExp(words.form['edit-side'].replace('{number}', ''));
  await desk.press(words.acts.side);
  await desk.arrives(title);
  await desk.open(page.url().replace(/side$/, 'edit'), title);
  await desk.fill(words.sales.delivery.fields.trackingNo, 'SF1024');
  await desk.press(words.form.save);
  await desk.arrives(customer);
  await expect(page.getByText('SF1024').first()).toBeVisible();
}

test('the deliveries are invoiced, the money comes, everything is done', async ({ deskOf, company, words }) => {
  const { 'sales-invoice': invoice, 'sales-order': order, delivery, receipt, receivable } = words.sales;
  const desk = await deskOf(company.admin);
  const second = await deskOf(company.second);
  for (const row of [0, 1]) {
    await desk.open('/sales-orders/deliveries', delivery.many);
    await desk.openRow(company.customer, row);
    await desk.arrives(company.customer);
    await desk.press(invoice.make);
    await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
    await desk.press(words.form.submit);
    await desk.arrives(company.customer);
    await decide(second, words.acts.release);
    await second.saysState('effective');
    await second.looksOver();
  }
  await desk.page.reload();
  await desk.press(receipt.make);
  await desk.arrives(receipt.new);
  await desk.choose(receipt.fields.fundAccount, company.account);
  await desk.fill(receipt.fields.amount, '370800');
  // The invoice that it was made from has its amount already; the other one gets the rest.
  await desk.press(words.sales.settling['oldest-first']);
  await expect(desk.page.getByText(`${words.sales.settling.now} ¥370,800.00`)).toBeVisible();
  await desk.looksOver();
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  await decide(second, words.acts.release);
  await second.saysState('completed');
  await second.looksOver();

  await desk.open('/sales-orders', order.many);
  await expect(desk.row(company.customer)).toContainText(words.options.status.completed);
  await desk.open('/sales-orders/quotations', words.sales.quotation.many);
  await expect(desk.row(company.customer)).toContainText(words.options.status.completed);
  await desk.open('/sales-orders/receivables', receivable.many);
  await expect(desk.row(company.customer)).toHaveCount(0);
  await desk.press(words.list['clear-filters']);
  // Nothing is open of the two invoices and of the receipt.
  await expect(desk.row(company.customer).getByText(/^¥?0\.00$/)).toHaveCount(3);
});

test('a quotation is amended while it stays in force, and the other one sees what changes', async ({
  installation,
  deskOf,
  company,
  words,
}) => {
  const admin = await Api.signIn(installation.url, company.admin.login, PASSWORD);
  const approver = await Api.signIn(installation.url, company.second.login, PASSWORD);
  const path = 'sales-orders/quotations';
  const idOf = async (from: string) => (await admin.get<{ items: Shown[] }>(from)).items[0]!.id;
  const [customerId, productId] = [await idOf('customers'), await idOf('inventory/products?code=LM-20')];
  const draft = await admin.create(path, { customerId, lines: [{ productId, quantity: '10' }] });
  const { id } = await approver.act(path, await admin.act(path, draft, 'submit'), 'approve');

  const desk = await deskOf(company.admin);
  await desk.open(`/${path}/${id}`, company.customer);
  await desk.press(words.acts.amend);
  await desk.fill(words.app.reason, 'SV-750');
  await desk.press(words.acts['do-amend']);
  await desk.arrives(new RegExp(words.amendment.of.replace('{number}', '')));
  await expect(desk.field(words.fields.customer, 'combobox')).toBeDisabled();
  await desk.changeQuantity(company.rail, '10', '12');
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);
  const title = words.amendment.title.replace('{n}', '2');
  await expect(desk.page.getByRole('region', { name: title })).toContainText('12');
  await expect(desk.page.getByText(words.approval.own)).toBeVisible();

  const second = await deskOf(company.second);
  await second.open('/approvals', words.app.approvals);
  await second.page.getByRole('link', { name: words.inbox.review }).first().click();
  await second.arrives(company.customer);
  await expect(second.page.getByRole('region', { name: title })).toContainText(/10.*12/s);
  await second.looksOver();
  await second.act(words.acts.approve);
  await expect(second.page.getByRole('region', { name: title })).toHaveCount(0);
  await expect(second.page.getByText('22,320.00').first()).toBeVisible();
});
