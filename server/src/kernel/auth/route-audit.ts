import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { permissionOf } from '@guanxi/shared/kernel';
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
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
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
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
      const base = String(Reflect.getMetadata(PATH_METADATA, metatype) ?? '');
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler) ?? '')}`
          .replace(/\/+/g, '/')
          .replace(/(.)\/$/, '$1');
        return [
          { method: RequestMethod[method], path, access: this.reflector.get<Access | undefined>(ACCESS, handler) },
        ];
      });
    });
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
