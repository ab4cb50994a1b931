import { expect, test } from './support/test';
import { say } from './support/words';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ installationOf: 'mentions' });

test('who is named in a comment finds it at the workbench until it is seen', async ({
  founded,
  deskOf,
  company,
  words,
  isMobile,
}) => {
  test.skip(isMobile, 'the rail stands beside the record on a desktop');
  const { admin, second } = await founded();
  const customer = await admin.create('customers', { name: company.customer });
  const { name } = company.second;
  const mentionIds = [(await second.get('auth/me')).id];
  await admin.create(`customers/${customer.id}/comments`, { text: 'one', mentionIds });

  const desk = await deskOf(company.admin);
  await desk.open(`/customers/${customer.id}`, company.customer);
  const box = desk.page.getByPlaceholder(words.timeline.write.replace("{'@'}", '@'));
  await box.pressSequentially('@wang');
  await expect(desk.page.getByRole('option', { name })).toBeVisible();
  await desk.looksOver();
  await box.press('Enter');
  await expect(box).toHaveValue(`@${name} `);
  await box.pressSequentially('two');
  await box.press('Control+Enter');
  await expect(desk.page.getByText(`@${name} two`)).toBeVisible();
  await expect(box).toHaveValue('');

  const colleague = await deskOf(company.second);
  const mentions = colleague.page.getByRole('region', { name: words.inbox.mentions });
  await colleague.open('/', new RegExp(name));
  await expect(mentions.getByRole('listitem')).toHaveText([/two/, /one/]);
  const record = `${words.customers.customer.one} ${company.customer}`;
  const seen = say(words.inbox['seen-of'], { name: company.admin.name, record });
  await mentions.getByRole('button', { name: seen }).first().click();
  await expect(mentions.getByRole('listitem')).toHaveText([/one/]);
  await mentions.getByRole('link').click();
  await colleague.arrives(company.customer);
  await colleague.page.getByRole('link', { name: words.app.workbench }).click();
  await colleague.arrives(new RegExp(name));
  await expect(mentions).toHaveCount(0);
});
