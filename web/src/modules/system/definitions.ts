import * as customers from '@guanxi/shared/customers';
import * as inventory from '@guanxi/shared/inventory';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import * as office from '@guanxi/shared/office';
import * as relations from '@guanxi/shared/relations';
import * as salesOrders from '@guanxi/shared/sales-orders';
import * as system from '@guanxi/shared/system';

const isDefinition = (value: unknown): value is ResourceDefinition =>
  typeof value === 'object' && value !== null && 'actions' in value && 'sensitive' in value;

/** Every resource, as its module declares it. */
export const definitions: ResourceDefinition[] = [customers, relations, salesOrders, inventory, office, system]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isDefinition);
