import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, it } from 'vitest';
import { defineComponent, onMounted } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Approval, DocumentView, Me } from '@/api/types';
import en from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import ApprovalBar from './ApprovalBar.vue';
import type { ResourceUi } from './document-ui';
import type { DocumentHandle } from './useDocument';

const ui = { kind: 'document', path: '/sales-orders', permission: 'sales-orders.sales-order' } as ResourceUi;
const me = { id: 'u1', name: 'Wang' };
const step = (no: number, assignee: object) => ({ no, name: 'Step', tasks: [{ assignee, state: 'open' }] });
const current = { steps: [step(1, me), step(2, { id: 'u2', name: 'Li' })], submittedBy: { id: 'u3', name: 'Zhao' } };
const viewOf = (version: number) =>
  ({ id: '1', version, status: 'pending', acts: [{ act: 'approve', allowed: true }] }) as unknown as DocumentView;

it('closes the question as soon as the answer is there, and does not ask again', async () => {
  const opened: string[] = [];
  const ActConfirm = defineComponent({
    props: { modelValue: Boolean, act: { type: String, required: true } },
    emits: ['confirm', 'update:modelValue'],
    setup: (props) => {
      onMounted(() => props.modelValue && opened.push(props.act));
      return () => null;
    },
  });
  const pinia = createPinia();
  useSession(pinia).me = me as Me;
  const approval = () => Promise.resolve({ current: current as unknown as Approval, history: [], authors: [] });
  // What hangs on the record takes its time after the answer.
  const document = { api: { approval }, act: () => new Promise(() => undefined) } as unknown as DocumentHandle;
  const bar = mount(ApprovalBar, {
    props: { ui, document, view: viewOf(1) },
    global: {
      plugins: [
        pinia,
        VueQueryPlugin,
        createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } }),
      ],
      stubs: { ActConfirm, TransferDialog: true },
    },
  });
  await flushPromises();
  const question = () => bar.findAllComponents(ActConfirm).find((item) => item.props('act') === 'approve');
  await bar.get('.approve').trigger('click');
  expect(question()?.props('modelValue')).toBe(true);

  question()?.vm.$emit('confirm', '');
  await bar.setProps({ view: viewOf(2) });
  await flushPromises();
  expect(question()?.props('modelValue')).toBe(false);
  expect(opened).toEqual([]);
});
