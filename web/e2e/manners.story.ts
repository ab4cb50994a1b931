import { request } from '@playwright/test';
import { Api, type Shown } from './support/api';
import { PASSWORD } from './support/company';
import { Desk } from './support/desk';
import { expect, test } from './support/test';
import { say, wordsOf } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ installationOf: 'manners' });

// The set-up page has its own story.
test.beforeAll(async ({ installation }) => {
  const stranger = await request.newContext();
  const answer = await stranger.post(`${installation.url}/api/v1/auth/setup`, {
    data: {
      token: new URL(installation.setupUrl).searchParams.get('token'),
      company: {
        ...{ name: 'Yunqi', country: 'CN', timeZone: 'Asia/Shanghai', language: 'en', baseCurrency: 'CNY' },
        ...{ preset: 'trading', content: 'empty' },
      },
      administrator: { name: 'Zhou Min', login: 'zhou', password: PASSWORD },
      second: { name: 'Wang Liqun', login: 'wang' },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  await stranger.dispose();
});

test('a wrong password is refused in a sentence, and signing in leads where one wanted to go', async ({
  deskOf,
  words,
  complaints,
}) => {
  complaints.expect(/status of 401.*auth\/sign-in/);
  const desk = await deskOf();
  const { page } = desk;
  await desk.open('/customers?level=A', words['sign-in'].title);
  await desk.fill(words['sign-in'].login, 'zhou');
  await desk.fill(words['sign-in'].password, 'wrong-horse-1');
  await desk.press(words['sign-in'].title);
  await expect(page.getByText(/密码不对|密码错误|wrong|incorrect|do(es)? not match/i)).toBeVisible();
  await desk.looksOver();
  await desk.fill(words['sign-in'].password, PASSWORD);
  await desk.press(words['sign-in'].title);
  await desk.arrives(words.customers.customer.many);
  expect(new URL(page.url()).search).toBe('?level=A');
});

const zhou = { name: 'Zhou Min', login: 'zhou' };

test('the language changes without a reload, and the dark theme outlives one', async ({ deskOf, words, isMobile }) => {
  const desk = await deskOf(zhou);
  const { page } = desk;
  const choose = async (text: string) => {
    await page.getByRole('button', { name: zhou.name }).click();
    await page.getByRole('menuitem', { name: text }).click();
  };
  await (isMobile ? desk.open('/menu', words.app.more) : desk.open('/', new RegExp(zhou.name)));
  await page.evaluate(() => document.body.setAttribute('data-same', 'page'));
  const english = words.app.more === wordsOf('en').app.more;
  const other = wordsOf(english ? 'zh-CN' : 'en');
  await choose(words.app['other-language']);
  await expect(page.getByRole('link', { name: other.app.workbench }).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', english ? 'zh-CN' : 'en');
  await expect(page.locator('body[data-same]')).toHaveCount(1);

  await choose(other.app.theme.dark);
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/dark/);
  const inOther = new Desk(page, other);
  await (isMobile ? inOther.arrives(other.app.more) : inOther.arrives(new RegExp(zhou.name)));
  await inOther.open('/customers/new', other.customers.customer.new);
});

test('an address that leads nowhere says so and shows the way home', async ({ deskOf, words }) => {
  const desk = await deskOf(zhou);
  await desk.open('/no/such/page', words.app['not-found']);
  await desk.page.getByRole('main').getByRole('button', { name: words.app.workbench }).click();
  await desk.arrives(new RegExp(zhou.name));
});

test('what is not there leads back to what is, and the keyboard past the menu', async ({
  deskOf,
  words,
  isMobile,
  complaints,
}) => {
  complaints.expect(/status of 404/);
  const { customer } = words.customers;
  const desk = await deskOf(zhou);
  const { page } = desk;
  await page.goto('/customers/0190a1b2-0000-7000-8000-000000000000');
  await page.getByRole('button', { name: say(words.record['back-to'], { name: customer.many }) }).click();
  await desk.arrives(customer.many);
  await expect(page.locator('main .el-button--primary')).toHaveCount(1);
  if (isMobile) return;
  await page.reload();
  await desk.arrives(customer.many);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: words.app.skip })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('what a list is narrowed to stands in its address', async ({ deskOf, installation, words, isMobile }) => {
  const api = await Api.signIn(installation.url, zhou.login, PASSWORD);
  await api.create('customers', { name: 'Alder Ltd', level: 'A' });
  await api.create('customers', { name: 'Birch Ltd', level: 'B' });
  const { customer } = words.customers;
  const desk = await deskOf(zhou);
  const { page } = desk;
  const seen = (name: string) => page.getByRole('main').getByText(name, { exact: true }).filter({ visible: true });
  await desk.open('/customers', customer.many);
  await expect(seen('Birch Ltd').first()).toBeVisible();
  if (isMobile) await desk.press(words.list.filters);
  await page.getByRole('search').getByRole('button', { name: customer.fields.level }).click();
  await page.getByRole('checkbox', { name: /^(A 级|Level A)$/ }).check();
  await expect(seen('Birch Ltd')).toHaveCount(0);
  await desk.looksOver();
  await page.reload();
  await desk.arrives(customer.many);
  await expect(seen('Alder Ltd').first()).toBeVisible();
  await expect(seen('Birch Ltd')).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('?level=A');
});

test('search finds a record from anywhere, with which a file is kept', async ({ deskOf, words, isMobile }) => {
  const desk = await deskOf(zhou);
  const { page } = desk;
  await desk.open(isMobile ? '/menu' : '/', isMobile ? words.app.more : new RegExp(zhou.name));
  if (isMobile) await desk.press(words.app.find);
  else await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: words.palette.label });
  await palette.getByRole('combobox').fill('bir');
  await expect(palette.getByRole('option', { name: 'Birch Ltd', selected: true })).toBeVisible();
  await desk.looksOver();
  await page.keyboard.press('Enter');
  await desk.arrives('Birch Ltd');

  await page.getByRole('tab', { name: words.record.attachments }).click();
  const file = { name: 'SV-750.txt', mimeType: 'text/plain', buffer: Buffer.from('750 W') };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('button', { name: file.name, exact: true })).toBeVisible();
  await desk.looksOver();
});

test('a company of one person is told that it needs another', async ({ deskOf, installation, words }) => {
  const api = await Api.signIn(installation.url, zhou.login, PASSWORD);
  const { items } = await api.get<{ items: Shown[] }>('system/users?q=wang');
  await api.act('system/users', items[0]!, 'deactivate');
  const desk = await deskOf(zhou);
  await desk.open('/', new RegExp(zhou.name));
  const banner = desk.page.getByRole('status').filter({ hasText: words.app['second-person'] });
  await expect(banner).toContainText(words.app['second-person-why']);
  await banner.getByRole('link', { name: words.app.invite }).click();
  await desk.arrives(words.system.user.new);
});
