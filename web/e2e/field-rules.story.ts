import type { Api } from './support/api';
import { employ } from './support/founded';
import { expect, test } from './support/test';
import { say } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ installationOf: 'field rules' });

let admin: Api;
let roleId = '';
const clerk = { name: 'Sun Qian', login: 'sun' };

test('a role limits fields, and its page says so in words', async ({ founded, deskOf, company, words }) => {
  ({ admin } = await founded());
  const { role, options } = words.system;
  const customers = words.customers.customer;
  const desk = await deskOf(company.admin);
  await desk.open('/system/roles/new', role.new);
  await desk.fill(words.fields.name, 'Front desk');
  for (const resource of [customers, words.system.dictionary])
    await desk.page.getByRole('checkbox', { name: resource.many, exact: true }).last().check();
  const limit = async (field: string, rule: string) => {
    await desk.choose(say(role['rule-of'], { resource: customers.many, field }), rule);
    // The list that was chosen from goes away before the next one opens.
    await expect(desk.page.getByRole('option').filter({ visible: true })).toHaveCount(0);
  };
  await limit(customers.fields.creditLimit, options.fieldRule.hidden);
  await limit(customers.fields.phone, options.fieldRule.masked);
  await limit(customers.fields.creditCode, options.fieldRule['read-only']);
  await desk.looksOver();
  await desk.press(words.form.save);
  await desk.arrives('Front desk');
  const rules = desk.page.getByRole('row', { name: customers.many }).last();
  await expect(rules).toContainText(`${customers.fields.creditLimit} ${options.fieldRule.hidden}`);
  await expect(rules).toContainText(`${customers.fields.phone} ${options.fieldRule.masked}`);
  roleId = new URL(desk.page.url()).pathname.split('/').at(-1) ?? '';

  await desk.open(`/system/roles/${roleId}/edit`, say(words.form.edit, { name: role.one }));
  await limit(customers.fields.creditCode, options.fieldRule.none);
  await desk.press(words.form.save);
  await desk.arrives('Front desk');
  await expect(rules).not.toContainText(customers.fields.creditCode);
});

test('who has the role sees what it leaves to see', async ({ installation, deskOf, company, words }) => {
  await employ(installation.url, admin, clerk, roleId);
  const owner = await admin.get<{ items: { id: string }[] }>('system/users?q=sun');
  const entries = { name: company.customer, phone: '13812345678', creditLimit: '777', ownerId: owner.items[0]!.id };
  const customer = await admin.create('customers', entries);

  const desk = await deskOf(clerk);
  await desk.open(`/customers/${customer.id}`, company.customer);
  const main = desk.page.getByRole('main');
  await expect(main).toContainText('138****5678');
  await expect(main).not.toContainText(words.customers.customer.fields.creditLimit);
  await expect(main).not.toContainText('777');

  await desk.open(`/customers/${customer.id}/edit`, new RegExp(words.form.edit.replace('{name}', '')));
  await expect(desk.field(words.customers.customer.fields.phone)).toBeDisabled();
  await expect(desk.field(words.customers.customer.fields.creditLimit)).toHaveCount(0);
  await desk.fill(words.customers.customer.fields.shortName, 'Hemu');
  await desk.press(words.form.save);
  await desk.arrives(company.customer);
});
