import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { permissionOf } from '@guanxi/shared/kernel';
import { Routes } from '../http/routes.js';
import { ACCESS, type Access } from './access.js';

const MOST_PUBLIC = 6;

/** A route with what it asks of its caller. */
export interface RouteAccess {
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
}

/** Looks at every route before the process serves: one without a declared permission keeps it from starting. */
@Injectable()
export class RouteAudit implements OnApplicationBootstrap {
  constructor(
    private readonly declared: Routes,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const routes = this.routes();
    const open = routes.filter((route) => !route.access);
    if (open.length > 0) {
      throw new Error(
        `Routes without a permission: ${open.map((route) => `${route.method} ${route.path}`).join(', ')}`,
      );
    }
    const free = routes.filter((route) => route.access?.kind === 'public');
    if (free.length > MOST_PUBLIC) throw new Error(`${free.length} public routes; at most ${MOST_PUBLIC} are allowed`);
  }

  /** Every route of every controller. */
  routes(): RouteAccess[] {
    return this.declared.all().map(({ method, path, handler }) => ({
      ...{ method: RequestMethod[method], path },
      access: this.reflector.get<Access | undefined>(ACCESS, handler),
    }));
  }

  /** Every permission that a role can hold: the actions of all resources that have routes. */
  permissions(): string[] {
    const codes = this.routes().flatMap(({ access }) =>
      access?.kind === 'permission'
        ? access.definition.actions.map((action) => permissionOf(access.definition, action))
        : [],
    );
    return [...new Set<string>(codes)].sort();
  }
}
