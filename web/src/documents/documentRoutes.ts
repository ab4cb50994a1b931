import type { Component } from 'vue';
import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router';
import type { PageLoader, ResourceUi, Row } from './document-ui';

type Params = Record<string, string | string[]>;

const list: PageLoader = () => import('./ListPage.vue');
const record: PageLoader = () => import('./RecordPage.vue');
const form: PageLoader = () => import('./FormPage.vue');

export const listRoute = (ui: ResourceUi) => ui.permission;
export const recordRoute = (ui: ResourceUi) => `${ui.permission}:record`;
export const newRoute = (ui: ResourceUi) => `${ui.permission}:new`;
export const editRoute = (ui: ResourceUi) => `${ui.permission}:edit`;

const AMEND = '/:id/amend';

/** The three pages of a resource: list, record, form. */
export function resourceRoutes(ui: ResourceUi): RouteRecordRaw[] {
  const page = (suffix: string, name: string, component: PageLoader, action: string): RouteRecordRaw => ({
    path: `${ui.path}${suffix}`,
    name,
    component: component as () => Promise<Component>,
    props: (route) => ({ ui, id: route.params['id'], ...(suffix === AMEND && { amending: true }) }),
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
  const routes: RouteRecordRaw[] = [{ ...page('', listRoute(ui), ui.pages?.list ?? list, 'read'), beforeEnter }];
  if (ui.can.create) routes.push(page('/new', newRoute(ui), ui.pages?.form ?? form, 'create'));
  if (ui.can.record) routes.push(page('/:id', recordRoute(ui), ui.pages?.record ?? record, 'read'));
  if (ui.can.edit) routes.push(page('/:id/edit', editRoute(ui), ui.pages?.form ?? form, 'update'));
  if (ui.amendable) routes.push(page(AMEND, `${ui.permission}:amend`, ui.pages?.form ?? form, 'update'));
  return routes;
}

/** Where a row of a list leads: to its own page, or to the one that it stands for. */
export const rowTarget = (ui: ResourceUi, row: Row): string | undefined =>
  ui.can.record ? `${ui.path}/${String(row['id'])}` : ui.leadsTo?.(row);
