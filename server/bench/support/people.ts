import { Person, type Api } from './client.js';

const PASSWORD = 'correct-horse-1';

/** Makes a company by the token of the set-up link, with its administrator and a second person who has signed in too. */
export async function foundCompany(
  api: Api,
  token: string,
  company: object,
  secondName: string,
): Promise<{ admin: Person; second: Person }> {
  const made = await api.send<{ accessToken: string; expiresIn: number; secondLink: string }>(
    ...(['POST', 'auth/setup', {}] as const),
    {
      token,
      company: { ...company, preset: 'trading', content: 'empty' },
      administrator: { name: 'Administrator', login: 'admin', password: PASSWORD },
      second: { name: secondName, login: loginOf(secondName) },
    },
  );
  const admin = await Person.signedIn(api, made);
  return { admin, second: await follow(api, made.body.secondLink) };
}

/** Somebody who has signed in; with the role of colleagues unless others are named. */
export async function addUser(
  api: Api,
  admin: Person,
  input: { name: string } & Record<string, unknown>,
): Promise<Person> {
  const roleIds = await colleagueRoles(admin);
  const user = await admin.create<{ id: string }>('system/users', { login: loginOf(input.name), roleIds, ...input });
  const { link } = await admin.create<{ link: string }>(`system/users/${user.id}/link`);
  return follow(api, link);
}

/** The roles that a company starts with, but for the administrator's. */
async function colleagueRoles(admin: Person): Promise<string[]> {
  const { items } = await admin.get<{ items: { id: string; builtIn: boolean; name: string }[] }>('system/roles');
  return items.filter((role) => !role.builtIn).map((role) => role.id);
}

export const loginOf = (name: string): string => name.toLowerCase().replaceAll(' ', '.');

/** Chooses a password by a one-time link. */
async function follow(api: Api, link: string): Promise<Person> {
  const path = `auth/links/${link.split('/').pop()!}`;
  return Person.signedIn(api, await api.send('POST', path, {}, { password: PASSWORD }));
}
