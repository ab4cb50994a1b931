import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { ListSpec } from './list.js';

/** Every list of the product, found on the handlers that declare one. */
@Injectable()
export class ListRegistry {
  constructor(private readonly discovery: DiscoveryService) {}

  all(): ListSpec[] {
    return this.discovery.getProviders().flatMap(({ instance, token }) => {
      if (typeof token !== 'function') return [];
      const list = (instance as { list?: ListSpec } | null)?.list;
      return list?.definition ? [list] : [];
    });
  }
}
