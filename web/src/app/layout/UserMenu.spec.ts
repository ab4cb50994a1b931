import { VueQueryPlugin } from '@tanstack/vue-query';
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import { authApi } from '@/api/auth';
import type { Me, Schemas, SignedIn } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import LateMenu from './LateMenu.vue';
import UserMenu from './UserMenu.vue';

const PEOPLE = [
  { id: 'u1', name: 'Wang Liqun', title: 'Sales engineer' },
  { id: 'u2', name: 'Gu Yifan', title: null, department: { id: 'd1', name: 'Finance' } },
];
const items = () => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
const itemOf = (name: string) => items().find((item) => item.textContent?.includes(name));

async function openMenu(demo: boolean): Promise<void> {
  const pinia = createPinia();
  useSession(pinia).me = { id: 'u0', name: 'Zhou Min', company: { demo } } as Me;
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
  const routes = [{ path: '/:rest(.*)*', component: { template: '<i />' } }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  const button = mount(LateMenu, {
    props: { menu: UserMenu },
    slots: { default: '<button type="button">Zhou Min</button>' },
    attachTo: document.body,
    // What is open is told by the transition.
    global: { plugins: [pinia, i18n, router, VueQueryPlugin], stubs: { transition: false } },
  });
  expect(items()).toEqual([]);
  await button.get('button').trigger('click');
  await vi.waitFor(() => expect(items()).not.toEqual([]));
  await flushPromises();
}

enableAutoUnmount(afterEach);

describe('the menu of the account', () => {
  beforeEach(() => {
    vi.spyOn(authApi, 'demoUsers').mockResolvedValue({ items: PEOPLE } as Schemas['DemoUsersView']);
    vi.spyOn(authApi, 'me').mockResolvedValue({ id: 'u2', company: { demo: true } } as Me);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    document.body.innerHTML = '';
  });

  it('offers the people of a demo company, and signs in as who is chosen', async () => {
    const begun = vi.fn();
    vi.stubGlobal('location', { ...window.location, assign: begun });
    const signIn = vi.spyOn(authApi, 'demoSignIn').mockResolvedValue({ accessToken: 't' } as SignedIn);
    await openMenu(true);
    await vi.waitFor(() => expect(itemOf('Wang Liqun')?.textContent).toContain('Sales engineer'));
    expect(itemOf('Gu Yifan')?.textContent).toContain('Finance');
    itemOf('Gu Yifan')?.click();
    await flushPromises();
    expect(signIn).toHaveBeenCalledExactlyOnceWith('u2');
    expect(begun).toHaveBeenCalledExactlyOnceWith('/');
  });

  it('offers nobody in a company of its own', async () => {
    await openMenu(false);
    expect(itemOf('Sign out')).toBeDefined();
    expect(itemOf('Wang Liqun')).toBeUndefined();
    expect(document.body.textContent).not.toContain(en.app.become);
    expect(authApi.demoUsers).not.toHaveBeenCalled();
  });
});
