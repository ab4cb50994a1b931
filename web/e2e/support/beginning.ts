import { PASSWORD, type Company, type Person } from './company';
import type { Desk } from './desk';
import { say } from './words';

/** Fills in the set-up page, whose other choices a story may have made already, and creates the company. */
export async function setUp(desk: Desk, company: Company): Promise<void> {
  const { setup } = desk.words;
  await desk.fill(setup.company, company.name);
  for (const [index, person] of [company.admin, company.second].entries()) {
    await desk.field(setup.name).nth(index).fill(person.name);
    await desk.field(setup.login).nth(index).fill(person.login);
  }
  await desk.fill(setup.password, PASSWORD);
  await desk.press(setup.create);
  await desk.arrives(setup.done);
}

/** Uses a one-time link, which signs in. */
export async function choosePassword(desk: Desk, link: string, { name }: Person): Promise<void> {
  const { setup, link: page } = desk.words;
  await desk.open(link, say(page.title, { name }));
  await desk.fill(setup.password, PASSWORD);
  await desk.fill(page.again, PASSWORD);
  await desk.press(page.submit);
  await desk.arrives(new RegExp(name));
}
