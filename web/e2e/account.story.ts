import { PASSWORD, type Person } from './support/company';
import { found } from './support/founded';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ installationOf: 'account' });

// The switch is the same everywhere, and the year of a demo takes its time.
test.skip(({ isMobile, locale }) => isMobile || locale !== 'zh-CN', 'once is enough');

let people: { admin: Person; second: Person };

test('a demo company is seen as somebody else sees it', async ({ installation, deskOf, company }) => {
  await found(installation, company, 'zh-CN', 'demo');
  people = company;
  const desk = await deskOf(company.admin);
  await desk.open('/', new RegExp(company.admin.name));
  await desk.page.getByRole('button', { name: company.admin.name }).click();
  // The page knows who is there now before it begins anew.
  const anew = desk.page.waitForEvent('load');
  await desk.page.getByRole('menuitem', { name: company.second.name }).click();
  await anew;
  await desk.arrives(new RegExp(company.second.name));
  await desk.page.reload();
  await desk.arrives(new RegExp(company.second.name));
});

test('devices are signed out from another one, and a new password holds', async ({ deskOf, words, complaints }) => {
  complaints.expect(/status of (401|422)/);
  const lost = await deskOf(people.second);
  await lost.open('/', new RegExp(people.second.name));
  const desk = await deskOf(people.second);
  await desk.open('/account', words.app.account);
  const ends = desk.page.getByRole('button', { name: words.account.end });
  const before = await ends.count();
  await ends.first().click();
  await expect(ends).toHaveCount(before - 1);
  await lost.page.reload();
  await lost.arrives(words['sign-in'].title);

  const change = async (current: string, next: string): Promise<void> => {
    await desk.fill(words.account.current, current);
    await desk.fill(words.account.next, next);
    await desk.press(words.account.change);
  };
  await change('wrong-horse-1', 'better-horse-2');
  await expect(desk.page.getByText(/当前密码不对/)).toBeVisible();
  await desk.looksOver();
  await change(PASSWORD, 'better-horse-2');
  await expect(desk.page.getByText(words.account.changed)).toBeVisible();
  await lost.fill(words['sign-in'].login, people.second.login);
  await lost.fill(words['sign-in'].password, 'better-horse-2');
  await lost.press(words['sign-in'].title);
  await lost.arrives(new RegExp(people.second.name));
});
