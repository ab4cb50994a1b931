import { mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import { defineComponent, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Me, RecordView } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import { useActs } from '@/documents/useActs';
import texts from './locales/en';
import { salesOrderUi } from './sales-order.ui';

/** The buttons that somebody with every permission sees at an order. */
function buttons(acts: object[], mayChange: boolean, status: string): string[] {
  const pinia = createPinia();
  useSession(pinia).me = { permissions: ['*'], fieldRules: {} } as unknown as Me;
  const view = { id: '1', version: 1, status, amendment: null, acts, mayChange } as unknown as RecordView;
  let names: string[] = [];
  const Page = defineComponent(() => {
    names = useActs(salesOrderUi, ref(view)).acts.value.map(({ name }) => name);
    return () => null;
  });
  const messages = { en: { ...en, 'sales-orders': texts } };
  const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages });
  mount(Page, { global: { plugins: [pinia, i18n] } });
  return names;
}

it('offers whoever only decides on a document nothing that would change it', () => {
  const copy = { act: 'copy', allowed: true };
  const reason = 'access.decider';
  const closed = ['amend', 'close', 'void'].map((act) => ({ act, allowed: false, reason }));
  expect(buttons([...closed, copy], false, 'effective')).toEqual(['copy']);
  expect(buttons([copy], false, 'pending')).toEqual(['copy']);
  const open = ['amend', 'close', 'void'].map((act) => ({ act, allowed: true }));
  expect(buttons([...open, copy], true, 'effective')).toEqual(['amend', 'close', 'void', 'copy', 'side']);
});
