import { VueQueryPlugin } from '@tanstack/vue-query';
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import ApprovalHistory from './ApprovalHistory.vue';
import type { ResourceUi } from './document-ui';

const ui = { kind: 'document', path: '/orders', permission: 'tests.order' } as unknown as ResourceUi;
const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } });
const at = '2026-11-02T08:00:00Z';
const run = (id: string, status: string) => ({
  ...{ id, revision: 1, kind: 'commitment', status, submittedAt: at, submittedBy: { id: 'u3', name: 'Zhao' } },
  ...{ coveredBy: null, completedAt: null, steps: [] },
});

enableAutoUnmount(afterEach);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What is said instead of who decides, for each run that is told. */
async function wordsOf(withheld: boolean): Promise<(string | undefined)[]> {
  vi.spyOn(console, 'warn').mockReturnValue();
  const answer = { current: run('a2', 'open'), history: [run('a1', 'withdrawn')], mine: false, authors: [], withheld };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer)));
  const page = mount(ApprovalHistory, {
    props: { ui, id: '1' },
    global: { plugins: [createPinia(), VueQueryPlugin, i18n] },
  });
  await flushPromises();
  return page.findAll('section').map((section) => (section.find('p').exists() ? section.get('p').text() : undefined));
}

it('says why it does not tell who decides, of what is still open', async () => {
  expect(await wordsOf(true)).toEqual([expect.stringMatching(/^Who decides is not shown/), undefined]);
  expect(await wordsOf(false)).toEqual([undefined, undefined]);
});
