import { PASSWORD, type Person } from './support/company';
import { expect, test } from './support/test';
import { say } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 180_000 });
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
  await desk.fill(words.setup.company, company.name);
  const enter = async (person: Person, index: number) => {
    await desk.field(words.setup.name).nth(index).fill(person.name);
    await desk.field(words.setup.login).nth(index).fill(person.login);
  };
  await enter(company.admin, 0);
  await enter(company.second, 1);
  await desk.fill(words.setup.password, PASSWORD);
  await desk.press(words.setup.create);
  await desk.arrives(words.setup.done);
  const link = await desk.field(words.app.link).inputValue();

  const second = await deskOf();
  await second.open(link, say(words.link.title, { name: company.second.name }));
  await second.fill(words.setup.password, PASSWORD);
  await second.fill(words.link.again, PASSWORD);
  await second.press(words.link.submit);
  await second.arrives(new RegExp(company.second.name));

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
  await expect(desk.page.getByRole('link', { name: `SV-750 ${company.customer}` })).toBeVisible();
});
