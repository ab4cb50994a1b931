import { Api, type Shown } from './support/api';
import { choosePassword, setUp } from './support/beginning';
import { PASSWORD } from './support/company';
import { expect, test } from './support/test';

/** At a name that is no localhost, browsers leave out on plain http what they keep for secure pages. */
const inOffice = (address: string): string => address.replace('127.0.0.1', 'office.test');

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({
  installationOf: 'office',
  baseURL: async ({ installation }, use) => use(inOffice(installation.url)),
});

test('in an office the company is set up on plain http, and its second person gets a link', async ({
  installation,
  deskOf,
  company,
  words,
}) => {
  const { setup, app, 'sign-in': signIn } = words;
  const desk = await deskOf();
  await desk.open(inOffice(installation.setupUrl), setup.title);
  expect(await desk.page.evaluate(() => window.isSecureContext)).toBe(false);
  await desk.choose(setup.country, /^(德国|Germany)$/);
  await desk.choose(setup.baseCurrency, /^EUR/);
  await desk.choose(setup.preset, setup.presets.trading);
  await setUp(desk, company);
  const link = await desk.field(app.link).inputValue();
  await desk.press(app['copy-link']);
  await expect(desk.page.getByRole('button', { name: app.copied })).toBeVisible();

  const second = await deskOf();
  await second.open('/sign-in', signIn.title);
  // A page that is not secure may not ask what was copied.
  await second.field(signIn.login).press('ControlOrMeta+V');
  await expect(second.field(signIn.login)).toHaveValue(link);
  await choosePassword(second, link, company.second);

  const admin = await Api.signIn(installation.url, company.admin.login, PASSWORD);
  const { items } = await admin.get<{ items: Shown[] }>('system/companies');
  expect(items).toEqual([expect.objectContaining({ country: 'DE', baseCurrency: 'EUR' })]);
});

test('who signs in there writes, and is still signed in after a reload', async ({ deskOf, company, words }) => {
  const desk = await deskOf();
  await desk.open('/customers/new', words['sign-in'].title);
  await desk.fill(words['sign-in'].login, company.admin.login);
  await desk.fill(words['sign-in'].password, PASSWORD);
  await desk.press(words['sign-in'].title);
  await desk.arrives(words.customers.customer.new);
  await desk.fill(words.fields.name, company.customer);
  await desk.press(words.form.save);
  await desk.arrives(company.customer);
  await desk.page.reload();
  await desk.arrives(company.customer);
});
