import { request } from '@playwright/test';
import { PASSWORD } from './support/company';
import { expect, test } from './support/test';

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
  complaints.expect(/status of 401/);
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
