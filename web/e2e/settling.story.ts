import type { Api } from './support/api';
import type { Desk } from './support/desk';
import { expect, test } from './support/test';
import { say } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ installationOf: 'settling' });

let numbers: string[] = [];

/** What a customer owed before the first invoice: the later one is entered first. */
async function owe(admin: Api, second: Api, customerId: string): Promise<string[]> {
  const path = 'sales-orders/opening-balances';
  const found: string[] = [];
  for (const [dueDate, amount] of [
    ['2026-06-30', '500'],
    ['2026-03-31', '300'],
  ]) {
    const draft = await admin.create(path, { customerId, amount, date: '2026-01-31', dueDate });
    const done = await second.act(path, await admin.act(path, draft, 'submit'), 'approve');
    found.push(String(done['number']));
  }
  return found.reverse();
}

test('the money of a receipt goes to what was due first, and a person may say otherwise', async ({
  founded,
  deskOf,
  company,
  words,
}) => {
  const { admin, second } = await founded();
  await admin.create('system/fund-accounts', { code: 'ICBC', name: company.account, kind: 'bank', currency: 'CNY' });
  const customer = await admin.create('customers', { name: company.customer, creditLimit: '1000' });
  numbers = await owe(admin, second, customer.id);
  const [older = '', newer = ''] = numbers;

  const { receipt, settling } = words.sales;
  const desk = await deskOf(company.admin);
  await desk.open('/sales-orders/receipts/new', receipt.new);
  await expect(desk.page.getByText(settling['choose-customer'])).toBeVisible();
  await desk.typesInto(words.fields.customer);
  await desk.choose(words.fields.customer, company.customer, company.customer.slice(0, 4));
  await desk.choose(receipt.fields.fundAccount, company.account);
  const items = desk.page.getByRole('list', { name: settling['open-items'] }).getByRole('listitem');
  await expect(items).toHaveText([new RegExp(older), new RegExp(newer)]);
  await desk.fill(receipt.fields.amount, '400');
  const amountOf = (number: string) => desk.field(say(settling['amount-of'], { number }));
  await expect(amountOf(older)).toHaveValue('300');
  await expect(amountOf(newer)).toHaveValue('100');

  await amountOf(newer).fill('600');
  await expect(desk.page.getByText(say(settling['too-much'], { open: '500.00' }))).toBeVisible();
  await amountOf(newer).fill('50');
  await expect(desk.page.getByText(say(settling.left, { amount: '50.00' }))).toBeVisible();
  await desk.looksOver();
  await desk.press(words.form.submit);
  await desk.arrives(company.customer);

  const colleague = await deskOf(company.second);
  await colleague.open('/approvals', words.app.approvals);
  await colleague.page.getByRole('link', { name: words.inbox.review }).first().click();
  await expect(colleague.page.getByText(words.approval['takes-effect'])).toBeVisible();
  await colleague.act(words.acts.approve);
  await colleague.saysState('effective');
});

async function openRecord(desk: Desk, path: string, heading: string, customer: string): Promise<void> {
  await desk.open(path, heading);
  await desk.page
    .getByRole('main')
    .getByRole('link', { name: /-\d{6}-?\d*/ })
    .first()
    .click();
  await desk.arrives(customer);
}

test('what is left of it is used for invoices later', async ({ deskOf, company, words }) => {
  const { receipt, settling } = words.sales;
  const [, newer = ''] = numbers;
  const desk = await deskOf(company.admin);
  await openRecord(desk, '/sales-orders/receipts', receipt.many, company.customer);
  await desk.press(receipt.acts.settle);
  const drawer = desk.page.getByRole('dialog', { name: receipt.acts.settle });
  await expect(drawer.getByRole('listitem')).toHaveText([new RegExp(newer)]);
  const amount = drawer.getByRole('textbox', { name: say(settling['amount-of'], { number: newer }) });
  await expect(amount).toHaveValue('50');
  await desk.looksOver();
  await amount.fill('51');
  await expect(drawer.getByText(say(settling.over, { amount: '1.00' }))).toBeVisible();
  await expect(drawer.getByRole('button', { name: receipt.acts.settle })).toBeDisabled();
  await amount.fill('');
  await drawer.getByRole('button', { name: say(settling['take-all'], { number: newer, open: '450.00' }) }).click();
  await expect(amount).toHaveValue('50');
  await drawer.getByRole('button', { name: receipt.acts.settle }).click();
  await expect(desk.page.getByRole('region', { name: words.app.notices })).toContainText(receipt.acts['settle-done']);
  await desk.saysState('completed');
  await expect(desk.page.getByRole('button', { name: receipt.acts.settle })).toHaveCount(0);
});

/** A line of a claim: typed as into a spreadsheet, on a phone on its sheet. */
async function spend(desk: Desk, amount: string): Promise<void> {
  const { fields } = desk.words.office.expense;
  if (desk.phone) {
    await desk.press(desk.words.lines.add);
    await desk.choose(fields.category, /./);
    await desk.fill(fields.description, 'SV-750');
    return desk.fillSheet(desk.words.fields.amount, amount);
  }
  const { keyboard } = desk.page;
  await desk.field(desk.words.fields.note).press('Tab');
  await keyboard.type('travel');
  await expect(desk.page.getByRole('grid').getByRole('option')).toHaveCount(1);
  for (const text of ['', '', 'SV-750', '', amount]) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
}

/** Puts another amount into the line that has one. */
async function spendLess(desk: Desk, from: RegExp, amount: string): Promise<void> {
  if (desk.phone) {
    await desk.page.getByRole('main').getByRole('button', { name: from }).click();
    return desk.fillSheet(desk.words.fields.amount, amount);
  }
  await desk.page.getByRole('gridcell', { name: from }).click();
  await desk.page.keyboard.type(amount);
  await desk.page.keyboard.press('Enter');
}

test('an expense claim is written, rejected with a reason, mended, approved and paid out', async ({
  deskOf,
  company,
  words,
}) => {
  const { expense } = words.office;
  const purpose = 'SV-750 → HZ1';
  const desk = await deskOf(company.admin);
  await desk.open('/office/expenses/new', expense.new);
  await desk.fill(expense.fields.purpose, purpose);
  await spend(desk, '350');
  await desk.looksOver();
  await desk.press(words.form.submit);
  await desk.arrives(purpose);
  await desk.saysState('pending');
  const claim = desk.page.url();

  const colleague = await deskOf(company.second);
  await colleague.open(claim, purpose);
  await colleague.press(words.acts.reject);
  await colleague.confirm(words.acts.reject, '35, 350?');
  await colleague.saysState('rejected');

  await desk.open(claim, purpose);
  await expect(desk.page.getByText('35, 350?').first()).toBeVisible();
  await desk.press(words.acts.edit);
  await desk.arrives(new RegExp(words.form.edit.replace('{name}', '')));
  await spendLess(desk, /350/, '35');
  await desk.press(words.form.submit);
  await desk.arrives(purpose);

  await colleague.open(claim, purpose);
  await colleague.act(words.acts.approve);
  await colleague.saysState('effective');
  // Nobody is paid by themselves.
  await colleague.act(expense.acts.reimburse);
  await colleague.saysState('completed');
  await colleague.open('/system/fund-ledger', words.system['fund-ledger'].many);
  await expect(colleague.row(company.account).first()).toContainText(/[-−]¥?35\.00/);
});

test('the customer shows the credit in use, and each receivable leads to its document', async ({
  deskOf,
  company,
  words,
}) => {
  const [, newer = ''] = numbers;
  const desk = await deskOf(company.admin);
  await desk.open('/customers', words.customers.customer.many);
  await desk.page.getByRole('main').getByRole('link', { name: company.customer }).first().click();
  await desk.arrives(company.customer);
  const credit = desk.page.getByRole('region', { name: words.customers.credit.title });
  await expect(credit).toContainText('400.00 / 1,000.00');
  await credit.getByRole('link', { name: '400.00' }).click();
  await desk.arrives(words.sales.receivable.many);
  await desk.page.getByRole('link', { name: newer }).click();
  await desk.arrives(company.customer);
  expect(new URL(desk.page.url()).pathname).toMatch(/opening-balances\//);
  const [older = ''] = numbers;
  await desk.open('/sales-orders/receivables', words.sales.receivable.many);
  await expect(desk.row(newer)).toHaveCount(1);
  await expect(desk.row(older)).toHaveCount(0);
});
