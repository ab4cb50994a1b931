import { MODULES } from '@guanxi/shared/kernel';
import { Sessions } from '../../../src/kernel/auth/sessions.js';
import type { World } from '../../support/world.js';
import type { Case } from './judge.js';
import { lastingToken } from './tokens.js';

/**
 * People who see every row and hold every permission but some. A guard that takes any permission for the right one lets them
 * in. Each is made when a case first asks for them, so that a sample does not make a hundred.
 */
export class Callers {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly world: World,
    private readonly permissions: readonly string[],
  ) {}

  /** The cases with the tokens of those who send them. Whoever has to be made for it is made now, before rows are counted. */
  signed(cases: readonly Case[]): Promise<Case[]> {
    return Promise.all(cases.map((one) => this.signedOne(one)));
  }

  private async signedOne(one: Case): Promise<Case> {
    if (!one.lacks) return one;
    const authorization = `Bearer ${await this.without(one.lacks)}`;
    return { ...one, request: { ...one.request, headers: { ...one.request.headers, authorization } } };
  }

  private without(lacks: readonly string[]): Promise<string> {
    const key = lacks.join();
    const known = this.tokens.get(key) ?? this.hire(lacks, this.tokens.size);
    this.tokens.set(key, known);
    return known;
  }

  private async hire(lacks: readonly string[], no: number): Promise<string> {
    const { admin, app } = this.world;
    const role = await admin.create('system/roles', {
      name: `All but ${no}`,
      permissions: this.permissions.filter((one) => !lacks.includes(one)),
      scopes: Object.fromEntries(MODULES.map((module) => [module, 'all'])),
    });
    const person = { name: `Lacks ${no}`, login: `lacks.${no}`, roleIds: [role.id] };
    const { id } = await admin.create('system/users', person);
    const { accessToken } = await app.get(Sessions).open(id, { ip: '127.0.0.1', userAgent: 'prove' });
    return lastingToken(this.world, accessToken);
  }
}
