import type { ModuleDefinition } from '@/app/module';
import { registerResources } from '@/documents/registry';
import customers from './customers';
import inventory from './inventory';
import office from './office';
import relations from './relations';
import salesOrders from './sales-orders';
import system from './system';

export const modules: ModuleDefinition[] = [customers, relations, salesOrders, inventory, office, system];

for (const module of modules) registerResources(module.resources);
