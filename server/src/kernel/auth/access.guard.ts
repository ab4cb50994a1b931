import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { Context } from '../context/context.js';
import { may, type Principal } from '../context/principal.js';
import { DomainError } from '../errors/domain-error.js';
import { ACCESS, type Access } from './access.js';

/** Passport's bearer check; its failures become our problems. */
@Injectable()
export class BearerGuard extends AuthGuard('jwt') {
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
    await this.bearer.canActivate(execution);
    const { user } = execution.switchToHttp().getRequest<{ user: Principal }>();
    this.context.principal = user;
    if (access.kind === 'permission' && !may(user, access.permission)) {
      throw new DomainError('access.denied', { permission: access.permission });
    }
    return true;
  }
}
