import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Language } from '@/api/types';
import type { ResourceUi } from '@/documents/document-ui';

export type Messages = { [key: string]: string | string[] | Messages };

export interface ModuleDefinition {
  id: string;
  icon: Component;
  order: number;
  /** In the order of the menu. Leaving one out takes away its pages and its menu entry. */
  resources: ResourceUi[];
  /** Pages beyond list, record and form. */
  routes?: RouteRecordRaw[];
  locales: Record<Language, () => Promise<{ default: Messages }>>;
}

export const defineModule = (module: ModuleDefinition): ModuleDefinition => module;
