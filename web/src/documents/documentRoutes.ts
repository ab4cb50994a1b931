import type { Component } from 'vue';
import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router';
import type { Named, PageLoader, ResourceUi, Row } from './document-ui';
import type { FormMode } from './formModes';
import { resourceByType } from './registry';

type Params = Record<string, string | string[]>;

const list: PageLoader = () => import('./ListPage.vue');
const record: PageLoader = () => import('./RecordPage.vue');
const form: PageLoader = () => import('./FormPage.vue');

export const listRoute = (ui: ResourceUi) => ui.permission;
export const recordRoute = (ui: ResourceUi) => `${ui.permission}:record`;
export const newRoute = (ui: ResourceUi) => `${ui.permission}:new`;
export const editRoute = (ui: ResourceUi) => `${ui.permission}:edit`;

export const sideRoute = (ui: ResourceUi) => `${ui.permission}:side`;

const MODES: Record<string, FormMode> = { '/:id/amend': 'amend', '/:id/side': 'side' };

/** The three pages of a resource: list, record, form. */
export function resourceRoutes(ui: ResourceUi): RouteRecordRaw[] {
  const page = (suffix: string, name: string, component: PageLoader, action: string): RouteRecordRaw => ({
    path: `${ui.path}${suffix}`,
    name,
    component: component as () => Promise<Component>,
    props: (route) => ({ ui, id: route.params['id'], mode: MODES[suffix] }),
    meta: {
      // Who decides on a document may open it without the right to read all: the server judges.
      permission: ui.kind === 'document' && suffix === '/:id' ? undefined : `${ui.permission}.${action}`,
      title: `${ui.permission}.${suffix === '/new' ? 'new' : 'many'}`,
      pageKey: (params: Params) => `${name}:${String(params['id'] ?? '')}`,
      ownBar: suffix !== '',
    },
  });
  // In the address, so that it is seen and can be taken away.
  const beforeEnter = ({ path, query }: RouteLocationNormalized) =>
    ui.startWith && Object.keys(query).length === 0 ? { path, query: ui.startWith, replace: true } : true;
  const pages = { list, record, form, ...ui.pages };
  const routes: RouteRecordRaw[] = [{ ...page('', listRoute(ui), pages.list, 'read'), beforeEnter }];
  if (ui.can.create) routes.push(page('/new', newRoute(ui), pages.form, 'create'));
  if (ui.can.record) routes.push(page('/:id', recordRoute(ui), pages.record, 'read'));
  if (ui.can.edit) routes.push(page('/:id/edit', editRoute(ui), pages.form, 'update'));
  if (ui.sideFields) routes.push(page('/:id/side', sideRoute(ui), pages.form, 'update'));
  if (ui.amendable) routes.push(page('/:id/amend', `${ui.permission}:amend`, pages.form, 'update'));
  return routes;
}

/** The page of a record, if its type has one and `can` allows to read it. */
export function pageOf({ type, id }: Named, can: (code: string) => boolean): string | undefined {
  const ui = resourceByType(type);
  return ui?.can.record && can(`${ui.permission}.read`) ? `${ui.path}/${id}` : undefined;
}

/** Where a row of a list leads: to its own page, or to the one that it stands for. */
export const rowTarget = (ui: ResourceUi, row: Row): string | undefined =>
  ui.can.record ? `${ui.path}/${String(row['id'])}` : ui.leadsTo?.(row);
