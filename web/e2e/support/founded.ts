import { expect, request } from '@playwright/test';
import { Api } from './api';
import { PASSWORD, type Company, type Person } from './company';

const API = '/api/v1/';

async function post<Body>(url: string, path: string, data: object): Promise<Body> {
  const stranger = await request.newContext({ baseURL: url });
  const answer = await stranger.post(API + path, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  const body = (await answer.json()) as Body;
  await stranger.dispose();
  return body;
}

const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';

async function choosePassword(url: string, link: string): Promise<void> {
  await post(url, `auth/links/${tokenOf(link)}`, { password: PASSWORD });
}

/** A company, empty unless it is said otherwise, with its two people, for stories that begin after its set-up. */
export async function found(
  { url, setupUrl }: { url: string; setupUrl: string },
  company: Company,
  language: 'zh-CN' | 'en',
  content: 'empty' | 'demo' = 'empty',
): Promise<{ admin: Api; second: Api }> {
  const { secondLink } = await post<{ secondLink: string }>(url, 'auth/setup', {
    token: new URL(setupUrl).searchParams.get('token'),
    company: {
      ...{ name: company.name, country: 'CN', timeZone: 'Asia/Shanghai', language, baseCurrency: 'CNY' },
      ...{ preset: 'trading', content },
    },
    administrator: { ...company.admin, password: PASSWORD },
    second: company.second,
  });
  await choosePassword(url, secondLink);
  const signIn = ({ login }: Person) => Api.signIn(url, login, PASSWORD);
  return { admin: await signIn(company.admin), second: await signIn(company.second) };
}

/** Somebody who has one role and no other. */
export async function employ(url: string, admin: Api, person: Person, roleId: string): Promise<void> {
  const user = await admin.create('system/users', { ...person, roleIds: [roleId] });
  const answer = await admin.act('system/users', user, 'link');
  await choosePassword(url, String(answer['link']));
}
