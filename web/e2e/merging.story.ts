import type { Api, Shown } from './support/api';
import type { Desk } from './support/desk';
import { expect, test } from './support/test';
import { say } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ installationOf: 'merging' });

const ORDERS = 'sales-orders';
let admin: Api;
let second: Api;

const approve = async (path: string, draft: Shown) =>
  second.act(path, await admin.act(path, draft, 'submit'), 'approve');

/** Takes the rest of what the drawer offers into the document that is being written. */
async function takeAlong(desk: Desk, title: string, from: string): Promise<void> {
  await desk.arrives(new RegExp(desk.words.form.edit.replace('{name}', '')));
  await desk.press(title);
  const offers = desk.dialog();
  await expect(offers.getByRole('listitem')).toHaveCount(1);
  await offers.getByRole('checkbox', { name: from }).check();
  await desk.looksOver();
  await offers.getByRole('button', { name: desk.words.lines.take }).click();
}

test('two orders leave in one delivery, and a later one is billed with it', async ({
  founded,
  deskOf,
  company,
  words,
}) => {
  ({ admin, second } = await founded());
  const invoiceTitles = [{ title: company.customer }, { title: company.name, taxNo: '91330100MA' }];
  const customer = await admin.create('customers', { name: company.customer, invoiceTitles });
  const warehouse = await admin.create('inventory/warehouses', { code: 'HZ1', name: company.warehouse });
  const goods = { unit: 'pc', taxRate: '13', salePrice: '100' };
  const product = await admin.create('inventory/products', { code: 'SV-750', name: company.motor, ...goods });
  const stock = [{ productId: product.id, quantity: '20', unitCost: '60' }];
  const entry = { warehouseId: warehouse.id, reason: 'opening', lines: stock };
  await approve('inventory/stock-entries', await admin.create('inventory/stock-entries', entry));
  const order = async (quantity: string): Promise<Shown> => {
    const lines = [{ productId: product.id, quantity, price: '100' }];
    return approve(ORDERS, await admin.create(ORDERS, { customerId: customer.id, warehouseId: warehouse.id, lines }));
  };
  const [one, two] = [await order('3'), await order('5')];

  const { delivery, 'sales-invoice': invoice } = words.sales;
  const desk = await deskOf(company.admin);
  await desk.open(`/${ORDERS}/${one.id}`, company.customer);
  await desk.press(delivery.make);
  await takeAlong(desk, delivery.offers, String(two['number']));
  await expect(desk.line(company.motor)).toHaveCount(2);
  await expect(desk.line(String(two['number']))).toContainText('5');
  await desk.press(delivery.offers);
  await expect(desk.dialog().getByText(words.lines['nothing-offered'])).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await desk.press(words.form['save-draft']);
  await desk.arrives(company.customer);
  const draft = await admin.get(`${ORDERS}/deliveries/${desk.page.url().split('/').at(-1)}`);
  await approve(`${ORDERS}/deliveries`, draft);
  for (const { id } of [one, two]) expect(await admin.get(`${ORDERS}/${id}`)).toMatchObject({ deliveryShare: '1' });

  const third = await admin.create(`${ORDERS}/${(await order('2')).id}/delivery`, {});
  const later = await approve(`${ORDERS}/deliveries`, third);
  await desk.open(`/${ORDERS}/deliveries/${draft.id}`, company.customer);
  await desk.press(invoice.make);
  await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
  await takeAlong(desk, invoice.offers, String(later['number']));
  await expect(desk.page.getByRole('main')).toContainText(company.customer);
  await desk.choose(invoice.fields.invoiceTitle, new RegExp(company.name));
  await desk.press(words.form['save-draft']);
  await desk.arrives(company.customer);
  await expect(desk.page.getByText('1,000.00').first()).toBeVisible();
  const billed = await admin.get(`${ORDERS}/sales-invoices/${desk.page.url().split('/').at(-1)}`);
  expect(billed).toMatchObject({ grossAmount: '1000', invoiceTitle: invoiceTitles[1] });
});

test('what waits is handed on and taken back, a document is copied, and the rest of an order is closed', async ({
  deskOf,
  company,
  words,
}) => {
  const idOf = async (path: string) => (await admin.get<{ items: Shown[] }>(path)).items[0]!.id;
  const [customerId, productId] = [await idOf('customers'), await idOf('inventory/products')];
  const third = { name: 'Sun Qian', login: 'sun', roleIds: [await idOf('system/roles')] };
  await admin.create('system/users', third);
  const draft = await admin.create(ORDERS, { customerId, lines: [{ productId, quantity: '4', price: '100' }] });

  const desk = await deskOf(company.admin);
  await desk.open(`/${ORDERS}/${draft.id}`, company.customer);
  await desk.act(words.acts.submit);
  await desk.saysState('pending');
  const colleague = await deskOf(company.second);
  await colleague.open(`/${ORDERS}/${draft.id}`, company.customer);
  await colleague.press(words.acts.transfer);
  await colleague.choose(words.approval['to-whom'], third.name, 'sun');
  await colleague.confirm(words.acts.transfer);
  await expect(colleague.page.getByText(say(words.approval.awaits, { who: third.name })).first()).toBeVisible();

  await desk.page.reload();
  await desk.act(words.acts.withdraw);
  await desk.saysState('draft');
  await desk.chooseAct(words.acts.copy);
  await expect(desk.page).not.toHaveURL(new RegExp(draft.id));
  await desk.page.goBack();
  await desk.arrives(company.customer);

  const order = await approve(ORDERS, await admin.get(`${ORDERS}/${draft.id}`));
  await desk.open(`/${ORDERS}/${order.id}`, company.customer);
  await desk.chooseAct(words.acts.close);
  const name = words.sales['sales-order'].one.toLowerCase();
  await desk.confirm(say(words.acts['do-close'], { name }), 'no more');
  await desk.saysState('closed');
});
