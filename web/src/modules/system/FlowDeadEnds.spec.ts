import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import FlowDeadEnds from './FlowDeadEnds.vue';
import system from './locales/en';

const flow = (id: string) => ({ id, name: `Flow ${id}` });
const li = { id: 'u1', name: 'Li Wei' };
const problem = { code: 'approval.no-approver', detail: 'Nobody can approve this: Superior. Name a superior' };
let items: object[] = [];
vi.mock('@/api/http', async (original) => ({
  ...(await original<object>()),
  request: () => Promise.resolve({ items, users: 3, isCapped: false }),
}));

async function look() {
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { system } } });
  const global = { plugins: [VueQueryPlugin, i18n], stubs: { RouterLink: RouterLinkStub } };
  const panel = mount(FlowDeadEnds, { global });
  await flushPromises();
  return panel;
}

describe('dead ends of flows', () => {
  it('are told by person, with what to do, leading to the person and the flows', async () => {
    items = [
      { documentType: 'expense', flow: flow('f1'), user: li, problem },
      { documentType: 'receipt', flow: flow('f2'), user: li, problem },
      { documentType: 'quotation', flow: null, user: null, problem },
    ];
    const panel = await look();
    const said = panel.findAll('li').map((line) => line.text().replace(/\s+/g, ' '));
    expect(said).toEqual([
      expect.stringMatching(/^Li Wei ?expense ?receipt ?Nobody can approve this: Superior. Name a superior$/),
      `quotation${system['dead-ends']['no-flow']}`,
    ]);
    expect(panel.findAllComponents(RouterLinkStub).map((link) => link.props('to'))).toEqual([
      '/system/users/u1',
      '/system/approval-flows/f1',
      '/system/approval-flows/f2',
      { path: '/system/approval-flows', query: { documentType: 'quotation' } },
    ]);
  });

  it('take no place where there are none', async () => {
    items = [];
    expect((await look()).find('section').exists()).toBe(false);
  });
});
