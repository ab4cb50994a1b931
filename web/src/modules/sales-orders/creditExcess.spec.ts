import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import { ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Approval, DocumentView, Me } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import ApprovalBar from '@/documents/ApprovalBar.vue';
import type { DocumentHandle } from '@/documents/useDocument';
import texts from './locales/en';
import { salesOrderUi } from './sales-order.ui';

const me = { id: 'u1', name: 'Wang' };
const approval = {
  steps: [{ no: 1, name: 'Step', tasks: [{ assignee: me, state: 'open' }] }],
  submittedBy: { id: 'u3', name: 'Zhao' },
} as unknown as Approval;

/** What whoever decides on an order with this excess is warned of. */
async function warningOf(creditExcess: string | null): Promise<string> {
  const pinia = createPinia();
  useSession(pinia).me = { ...me, company: { minorUnit: 2, baseCurrency: 'CNY' } } as Me;
  const view = { id: '1', version: 1, status: 'pending', acts: [], creditExcess } as unknown as DocumentView;
  const document = {
    api: { approval: () => Promise.resolve({ current: approval, history: [], authors: [] }) },
    record: ref(view),
  } as unknown as DocumentHandle;
  const messages = { en: { ...en, 'sales-orders': texts } };
  const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages });
  const bar = mount(ApprovalBar, {
    props: { ui: salesOrderUi, document, view },
    global: { plugins: [pinia, VueQueryPlugin, i18n] },
  });
  await flushPromises();
  return bar
    .findAll('.gx-bad')
    .map((line) => line.text())
    .join();
}

it('says by how much an order exceeds the credit, and nothing where it does not', async () => {
  expect(await warningOf('12500.5')).toBe('Over the credit limit ¥12,500.50');
  expect(await warningOf('0')).toBe('');
  expect(await warningOf(null)).toBe('');
});
