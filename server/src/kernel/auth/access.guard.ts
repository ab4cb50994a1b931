import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { may, type Principal } from '../context/principal.js';
import { DomainError } from '../errors/domain-error.js';
import { ACCESS, type Access } from './access.js';
import { JwtStrategy } from './jwt.strategy.js';

/** Passport's bearer check, of which a token needs one on each node; its failures become our problems. */
@Injectable()
export class BearerGuard extends AuthGuard('jwt') {
  constructor(private readonly tokens: JwtStrategy) {
    super();
  }

  async principal(execution: ExecutionContext): Promise<Principal> {
    const request = execution.switchToHttp().getRequest<FastifyRequest & { user: Principal }>();
    const known = await this.tokens.ofKnown(request.headers.authorization ?? '');
    if (known) return known;
    await this.canActivate(execution);
    return request.user;
  }

  override handleRequest<User>(error: unknown, user: User, info: { name?: string } | undefined): User {
    if (error instanceof Error) throw error;
    if (!user) throw new DomainError(info?.name === 'TokenExpiredError' ? 'auth.expired' : 'auth.required');
    return user;
  }
}

/** The one guard of every route, decided by the matched handler and never by the text of the address. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly bearer: BearerGuard,
    private readonly context: Context,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, execution.getHandler());
    if (!access) throw new DomainError('access.denied', { permission: 'undeclared' });
    if (access.kind === 'public') return true;
    const principal = await this.bearer.principal(execution);
    this.context.principal = principal;
    if (access.kind === 'permission' && !may(principal, access.permission)) {
      throw new DomainError('access.denied', { permission: access.permission });
    }
    return true;
  }
}
