import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { deriveKey, Settings } from '../config/config.js';
import type { Principal } from '../context/principal.js';
import { DomainError } from '../errors/domain-error.js';
import { Principals } from './principals.js';

/** As a key object: a buffer would be tried as a public key first, on every request. */
export const jwtKey = (settings: Settings): KeyObject => createSecretKey(deriveKey(settings.secret, 'access-token'));

type Request = Parameters<Strategy['authenticate']>[0];

interface Payload {
  readonly sub: string;
  readonly sid: string;
  /** When it ends, in seconds. */
  readonly exp: number;
}

const MAX_VERIFIED = 5000;

/** Access tokens: HS256, ten minutes, bound to a session that must still live. A signature is checked once on each node. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  /** What tokens say whose signatures were checked, by their headers. */
  private readonly verified = new Map<string, Payload>();

  constructor(
    settings: Settings,
    private readonly principals: Principals,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The types of passport-jwt know no key objects; jsonwebtoken beneath takes them.
      secretOrKey: jwtKey(settings) as unknown as Buffer,
      algorithms: ['HS256'],
      passReqToCallback: true,
    });
  }

  /** Whose token it is, when its signature was checked before and it has not ended. @throws DomainError when its session has. */
  ofKnown(authorization: string): Promise<Principal> | undefined {
    const payload = this.verified.get(authorization);
    return payload && payload.exp * 1000 > Date.now() ? this.principalOf(payload) : undefined;
  }

  validate(request: Request, payload: Payload): Promise<Principal> {
    if (this.verified.size >= MAX_VERIFIED) this.verified.clear();
    this.verified.set(request.headers.authorization!, payload);
    return this.principalOf(payload);
  }

  private async principalOf({ sid, sub }: Payload): Promise<Principal> {
    const principal = await this.principals.ofSession(sid, sub);
    if (!principal) throw new DomainError('auth.expired');
    return principal;
  }
}
