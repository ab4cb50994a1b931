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

/** Access tokens: HS256, ten minutes, bound to a session that must still live. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    settings: Settings,
    private readonly principals: Principals,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The types of passport-jwt know no key objects; jsonwebtoken beneath takes them.
      secretOrKey: jwtKey(settings) as unknown as Buffer,
      algorithms: ['HS256'],
    });
  }

  async validate(payload: { sub: string; sid: string }): Promise<Principal> {
    const principal = await this.principals.ofSession(payload.sid, payload.sub);
    if (!principal) throw new DomainError('auth.expired');
    return principal;
  }
}
