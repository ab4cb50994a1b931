import { mount } from '@vue/test-utils';
import { ReceiptText } from '@lucide/vue';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import { ApiError } from '@/api/error';
import en from '@/app/locales/en';
import ActFormDialog from './ActFormDialog.vue';
import { defineDocumentUi } from './define';
import type { RecordAct } from './document-ui';

const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'claim', path: '/claims', icon: ReceiptText, title: () => '', columns: [] },
});
const act: RecordAct = {
  ...{ name: 'pay', icon: ReceiptText, permission: 'tests.claim.pay' },
  facts: [
    { key: 'amount', kind: 'money', unit: 'currency' },
    { key: 'beneficiary', kind: 'person' },
  ],
  fields: [
    { key: 'fundAccount', kind: 'text', default: 'cash' },
    { key: 'date', kind: 'date', default: '2026-01-05' },
  ],
};
const record = { id: '1', version: 1, amount: '1186.5', currency: 'CNY', beneficiary: { id: 'u', name: 'Li Wei' } };

function ask() {
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
  return mount(ActFormDialog, {
    props: { ui, record, act, loading: false },
    global: { plugins: [i18n], stubs: { ElDialog: { template: '<div><slot /><slot name="footer" /></div>' } } },
  });
}

describe('an act that needs entries', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue();
    setActivePinia(createPinia());
  });

  it('tells what it is about before they are made', () => {
    const dialog = ask();
    expect(dialog.text()).toContain('¥1,186.50');
    expect(dialog.text()).toContain('Li Wei');
  });

  it.each([
    ['fund.insufficient', 0],
    ['period.closed', 1],
  ])('says beside the entry that it is about why it was refused: %s', async (code, entry) => {
    const dialog = ask();
    await dialog.findAll('button').at(-1)!.trigger('click');
    expect(dialog.emitted('done')).toEqual([[{ fundAccount: 'cash', date: '2026-01-05' }]]);
    await dialog.setProps({ refusal: new ApiError({ code, status: 409, detail: `Refused: ${code}` }) });
    const told = () => dialog.findAll('.el-form-item').map((item) => item.text().includes(`Refused: ${code}`));
    await vi.waitFor(() => expect(told()).toEqual([entry === 0, entry === 1]));
    expect(dialog.find('[role="alert"] .gx-bad').exists()).toBe(false);
  });

  it('says below them what was refused for another reason', async () => {
    const dialog = ask();
    await dialog.setProps({ refusal: new ApiError({ code: 'document.state', status: 409, detail: 'Paid already' }) });
    expect(dialog.find('[role="alert"] .gx-bad').text()).toBe('Paid already');
    await dialog.findAll('button').at(-1)!.trigger('click');
    expect(dialog.text()).not.toContain('Paid already');
  });
});
