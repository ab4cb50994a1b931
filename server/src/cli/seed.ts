import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Language } from '@guanxi/shared/kernel';
import { COMPANY_NAMES } from '../demo/index.js';
import { ConfigError } from '../kernel/config/config.js';
import { UnitOfWork } from '../kernel/db/unit-of-work.js';
import { SetupService, UserAccess } from '../modules/system/index.js';
import type { SeedWish } from './words.js';

const PEOPLE: Record<Language, readonly [administrator: string, second: string]> = {
  'zh-CN': ['演示管理员', '演示复核人'],
  en: ['Demo Administrator', 'Demo Reviewer'],
};

/** Makes a demo company in an empty database. Answers the path of the link with which its administrator chooses a password. */
export async function seedDemo(app: NestFastifyApplication, { language, seed }: SeedWish): Promise<string> {
  const setup = app.get(SetupService);
  const token = await setup.link();
  if (!token) throw new ConfigError('There is a company already; a demo company needs an empty database.');
  const [administrator, second] = PEOPLE[language];
  const company = {
    ...{ name: COMPANY_NAMES[language], language, country: 'CN', timeZone: 'Asia/Shanghai', baseCurrency: 'CNY' },
    ...{ preset: 'trading', content: 'demo' as const },
  };
  // Nobody knows this password: the link replaces it.
  const password = randomBytes(24).toString('base64url');
  const people = {
    administrator: { name: administrator, login: 'admin', password },
    second: { name: second, login: 'reviewer' },
  };
  const { administratorId } = await setup.run({ token, company, ...people }, { seed });
  return (await app.get(UnitOfWork).run(() => app.get(UserAccess).issue(administratorId))).link;
}
