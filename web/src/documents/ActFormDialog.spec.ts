import { mount } from '@vue/test-utils';
import { ReceiptText } from '@lucide/vue';
import { createPinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import ActFormDialog from './ActFormDialog.vue';
import { defineDocumentUi } from './define';
import type { RecordAct } from './document-ui';

const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'claim', path: '/claims', icon: ReceiptText, title: () => '', columns: [] },
});
const act: RecordAct = {
  ...{ name: 'pay', icon: ReceiptText, permission: 'tests.claim.pay', fields: [] },
  facts: [
    { key: 'amount', kind: 'money', unit: 'currency' },
    { key: 'beneficiary', kind: 'person' },
  ],
};

describe('an act that needs entries', () => {
  beforeEach(() => vi.spyOn(console, 'warn').mockReturnValue());

  it('tells what it is about before they are made', () => {
    const record = { id: '1', version: 1, amount: '1186.5', currency: 'CNY', beneficiary: { id: 'u', name: 'Li Wei' } };
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
    const dialog = mount(ActFormDialog, {
      props: { ui, record, act, loading: false },
      global: { plugins: [createPinia(), i18n], stubs: { ElDialog: { template: '<div><slot /></div>' } } },
    });
    expect(dialog.text()).toContain('¥1,186.50');
    expect(dialog.text()).toContain('Li Wei');
  });
});
