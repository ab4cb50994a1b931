import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method of a controller, which carries what decorators say of it. */
export type Handler = (this: unknown, ...args: unknown[]) => unknown;

/** A route as its controller declares it. */
export interface Route {
  readonly method: RequestMethod;
  readonly path: string;
  readonly controller: Record<string, Handler>;
  /** Of the controller's method. */
  readonly name: string;
  readonly handler: Handler;
}

/** Every route of every controller. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const controller = instance as Route['controller'];
      const base = String(Reflect.getMetadata(PATH_METADATA, metatype) ?? '');
      return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((name) => {
        const handler = controller[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler) ?? '')}`
          .replace(/\/+/g, '/')
          .replace(/(.)\/$/, '$1');
        return [{ method, path, controller, name, handler }];
      });
    });
  }
}
