import { createHmac } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { Actor } from '../../support/actor.js';
import type { World } from '../../support/world.js';

/** Bearer tokens of callers that a route must tell apart. */
export interface Tokens {
  /** May everything. */
  readonly admin: string;
  /** Holds every permission, and sees what is their own. */
  readonly narrow: string;
  /** Holds no permission. */
  readonly bare: string;
  readonly expired: string;
  /** Of a session that has ended. */
  readonly ended: string;
  /** Well-formed, and signed by somebody else. */
  readonly foreign: string;
  readonly unsigned: string;
}

export async function tokensOf(world: World, permissions: string[]): Promise<Tokens> {
  const colleague = async (name: string, held: string[]): Promise<Actor> => {
    const role = await world.admin.create('system/roles', { name, permissions: held });
    return world.colleague(name, { roleIds: [role.id] });
  };
  const narrow = await colleague('Narrow', permissions);
  const bare = await colleague('Bare', []);
  const ended = await colleague('Ended', permissions);
  await ended.send('post', 'auth/sign-out');
  const { sub, sid } = world.app.get(JwtService).decode<Payload>(world.admin.token!);
  const lasting = ({ token }: Actor): Promise<string> => lastingToken(world, token!);
  return {
    ...{ admin: await lasting(world.admin), narrow: await lasting(narrow), bare: await lasting(bare) },
    ended: await lasting(ended),
    expired: await world.app.get(JwtService).signAsync({ sub, sid }, { expiresIn: -1 }),
    foreign: forge({ alg: 'HS256', typ: 'JWT' }, { sub, sid, exp: FAR }, 'another secret'),
    unsigned: forge({ alg: 'none', typ: 'JWT' }, { sub, sid, exp: FAR }),
  };
}

interface Payload {
  readonly sub: string;
  readonly sid: string;
}

/** A token of the same session that does not end while all routes are tried, however slow the machine. */
export function lastingToken({ app }: World, token: string): Promise<string> {
  const { sub, sid } = app.get(JwtService).decode<Payload>(token);
  return app.get(JwtService).signAsync({ sub, sid }, { expiresIn: '1d' });
}

/** The session that a token is of. */
export const sessionOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Payload).sid;

const FAR = 4_000_000_000;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function forge(header: object, payload: object, secret?: string): string {
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${secret ? createHmac('sha256', secret).update(content).digest('base64url') : ''}`;
}
