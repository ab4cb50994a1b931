import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import { ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Approval, DocumentView, Me } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import ActConfirm from './ActConfirm.vue';
import ApprovalBar from './ApprovalBar.vue';
import type { ResourceUi } from './document-ui';
import type { DocumentHandle } from './useDocument';

const ui = {
  ...{ kind: 'document', path: '/sales-orders', permission: 'sales-orders.sales-order' },
  ...{ columns: [], facts: [], sections: [] },
} as unknown as ResourceUi;
const me = { id: 'u1', name: 'Wang' };
const step = (no: number, assignee: object) => ({ no, name: 'Step', tasks: [{ assignee, state: 'open' }] });
const current = { steps: [step(1, me), step(2, { id: 'u2', name: 'Li' })], submittedBy: { id: 'u3', name: 'Zhao' } };
const viewOf = (version: number) =>
  ({ id: '1', version, status: 'pending', acts: [{ act: 'approve', allowed: true }] }) as unknown as DocumentView;

it('closes the question as soon as the answer is there, and does not ask again', async () => {
  const tried: string[] = [];
  const pinia = createPinia();
  useSession(pinia).me = { ...me, company: { minorUnit: 2 } } as Me;
  const approval = () => Promise.resolve({ current: current as unknown as Approval, history: [], authors: [] });
  const document = {
    api: { approval },
    record: ref(viewOf(1)),
    tryAct: (act: string) => Promise.resolve(tried.push(act)),
    // What hangs on the record takes its time after the answer.
    act: () => new Promise(() => undefined),
  } as unknown as DocumentHandle;
  const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } });
  const bar = mount(ApprovalBar, {
    props: { ui, document, view: viewOf(1) },
    global: { plugins: [pinia, VueQueryPlugin, i18n] },
  });
  await flushPromises();
  const question = () => bar.findAllComponents(ActConfirm).find((item) => item.props('act') === 'approve')!;
  await bar.get('.approve').trigger('click');
  expect(question().props('modelValue')).toBe(true);
  expect(tried).toEqual(['approve']);

  question().vm.$emit('confirm', '');
  await bar.setProps({ view: viewOf(2) });
  await flushPromises();
  expect(question().props('modelValue')).toBe(false);
  expect(tried).toEqual(['approve']);
});

it('tells of no step, and promises none, where who decides is withheld', async () => {
  const titleOf = async (steps: object[]): Promise<[string, string, boolean]> => {
    const pinia = createPinia();
    useSession(pinia).me = { ...me, company: { minorUnit: 2 } } as Me;
    const submittedAt = new Date().toISOString();
    const told = { current: { ...current, submittedAt, steps }, history: [], authors: [], withheld: true };
    const document = { api: { approval: () => Promise.resolve(told) }, record: ref(viewOf(1)) };
    const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } });
    const bar = mount(ApprovalBar, {
      props: { ui, document: document as unknown as DocumentHandle, view: viewOf(1) },
      global: { plugins: [pinia, VueQueryPlugin, i18n] },
    });
    await flushPromises();
    return [bar.get('.gx-grow > b').text(), bar.get('.meta').text(), bar.find('.steps').exists()];
  };
  expect(await titleOf([])).toEqual([
    'Awaits a decision',
    expect.stringMatching(/^submitted by Zhao · for \d min$/),
    false,
  ]);
  const [title, meta, steps] = await titleOf([step(1, me)]);
  expect([title, meta, steps]).toEqual(['Awaits your approval', expect.not.stringContaining('takes effect'), false]);
});
