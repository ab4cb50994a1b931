import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { resourceRoutes } from '@/documents/documentRoutes';
import { modules } from '@/modules';
import { guard } from './guards';

const bare = { bare: true, anonymous: true };

const shellRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'workbench',
    component: () => import('./pages/WorkbenchPage.vue'),
    meta: { title: 'app.workbench' },
  },
  {
    path: '/approvals',
    name: 'approvals',
    component: () => import('./pages/ApprovalsPage.vue'),
    meta: { title: 'app.approvals' },
  },
  { path: '/menu', name: 'menu', component: () => import('./pages/MenuPage.vue'), meta: { title: 'app.more' } },
  {
    path: '/account',
    name: 'account',
    component: () => import('./pages/AccountPage.vue'),
    meta: { title: 'app.account' },
  },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: bare },
  { path: '/setup', name: 'setup', component: () => import('./pages/SetupPage.vue'), meta: bare },
  { path: '/link/:token', name: 'link', component: () => import('./pages/LinkPage.vue'), meta: bare },
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('./pages/NotFoundPage.vue') },
];

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...modules.flatMap((module) => [...(module.routes ?? []), ...module.resources.flatMap(resourceRoutes)]),
    ...shellRoutes,
  ],
});

router.beforeEach(guard);
