import { VueQueryPlugin } from '@tanstack/vue-query';
import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { Building } from '@lucide/vue';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Me } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import { defineMasterUi } from './define';
import FormPage from './FormPage.vue';

const ui = defineMasterUi({
  ...{ module: 'tests', resource: 'client', path: '/clients', icon: Building, title: () => '', columns: [] },
  sections: [{ key: 'main', fields: [{ key: 'name', kind: 'text' }] }],
});
const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } });

/** The form of a new record, as somebody opens it who has just signed in on this computer. */
async function openAs(id: string): Promise<VueWrapper> {
  const pinia = createPinia();
  useSession(pinia).me = { id, name: id, permissions: ['*'], fieldRules: {}, company: {} } as unknown as Me;
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: FormPage, props: { ui } }],
  });
  await router.push('/clients/new');
  const page = mount({ template: '<router-view />' }, { global: { plugins: [pinia, i18n, router, VueQueryPlugin] } });
  await flushPromises();
  return page;
}
const offered = (page: VueWrapper) => page.find('[role="status"]').exists();
const nameIn = (page: VueWrapper) => page.get<HTMLInputElement>('input').element.value;

enableAutoUnmount(afterEach);

describe('a draft on a computer of several people', () => {
  beforeEach(() => {
    localStorage.clear();
    vi.spyOn(console, 'warn').mockReturnValue();
  });

  it('is offered to whoever typed it, and not to the next', async () => {
    vi.useFakeTimers();
    const page = await openAs('zhou');
    await page.get('input').setValue('Suzhou Ruixiang');
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    page.unmount();

    const next = await openAs('wang');
    expect(offered(next)).toBe(false);
    expect(nameIn(next)).toBe('');

    const again = await openAs('zhou');
    expect(offered(again)).toBe(true);
    await again.findAll('[role="status"] button').at(-1)!.trigger('click');
    expect(nameIn(again)).toBe('Suzhou Ruixiang');
  });
});
