import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, reactive, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import app from '@/app/locales/en';
import ReferencePicker from '@/documents/ReferencePicker.vue';
import type { FlowStep } from './approval-flow.ui';
import FlowSimulation from './FlowSimulation.vue';
import FlowSteps from './FlowSteps.vue';
import system from './locales/en';

const request = vi.hoisted(() => vi.fn());
vi.mock('@/api/http', async (original) => ({ ...(await original<object>()), request }));

const global = () => ({
  plugins: [
    VueQueryPlugin,
    createPinia(),
    createI18n({ legacy: false, locale: 'en', messages: { en: { ...app, system } } }),
  ],
});
const words = system['approval-flow'];
const step = (name: string): FlowStep => ({ name, mode: 'any', approver: { kind: 'superior', level: 1 } });

beforeEach(() => {
  request.mockReset();
  document.documentElement.lang = 'en';
});

describe('the steps of a flow', () => {
  function write(...before: FlowStep[]) {
    const steps = ref<unknown>(before);
    const editor = mount(FlowSteps, {
      props: {
        ...{ edits: {}, errors: { 'steps.1.name': 'Give it a name' }, modelValue: steps.value },
        'onUpdate:modelValue': (next: unknown) => (steps.value = next),
      },
      global: global(),
    });
    const names = () => (steps.value as FlowStep[]).map(({ name }) => name);
    const press = async (label: string, nth = 0) => {
      await editor.findAll(`button[aria-label="${label}"]`)[nth]!.trigger('click');
      await editor.setProps({ modelValue: steps.value });
    };
    return { editor, steps, names, press };
  }

  it('are moved and taken out, the first not up and the last not down', async () => {
    const { editor, names, press } = write(step('Superior'), step('Finance'), step('Director'));
    await press(words.down);
    expect(names()).toEqual(['Finance', 'Superior', 'Director']);
    await press(words.up, 2);
    expect(names()).toEqual(['Finance', 'Director', 'Superior']);
    await press(app.record.delete, 1);
    expect(names()).toEqual(['Finance', 'Superior']);
    const disabled = (label: string) =>
      editor.findAll(`button[aria-label="${label}"]`).map((button) => button.attributes('disabled') !== undefined);
    expect([disabled(words.up), disabled(words.down)]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('are added, asking the superior at first', async () => {
    const { editor, steps } = write(step('Superior'));
    const add = editor.findAll('button').find((button) => button.text() === words['add-step'])!;
    await add.trigger('click');
    expect(steps.value).toEqual([step('Superior'), step('')]);
  });

  it('say beside a step what is wrong with it', async () => {
    const { editor } = write(step('Superior'), step(''));
    const told = () => editor.findAll('li').map((line) => line.text().includes('Give it a name'));
    await vi.waitFor(() => expect(told()).toEqual([false, true]));
  });
});

describe('trying a flow', () => {
  const edits = reactive({
    ...{ documentType: 'expense', steps: [step('Superior')] },
    conditions: [{ field: 'amount', operator: 'gte', value: '1000' }],
  });
  const answer = { applies: true, problem: null, steps: [{ no: 1, name: 'Superior', approvers: [] as object[] }] };

  async function tryIt(answered: object) {
    request.mockResolvedValue(answered);
    const panel = mount(FlowSimulation, { props: { edits }, global: global() });
    const button = panel.findAll('button').find(({ element }) => element.textContent?.trim() === words.try)!;
    expect(button.attributes('disabled')).toBeDefined();
    panel.findComponent(ReferencePicker).vm.$emit('update:modelValue', { id: 'u1', name: 'Li Wei' });
    await panel.find(`input[aria-label="${app.fields.amount}"]`).setValue(' 1200 ');
    await button.trigger('click');
    await flushPromises();
    return panel;
  }
  const said = (text: string) => text.replace(/\s+/g, ' ');

  it('asks with what is written, saved or not, and names who would decide', async () => {
    const approvers = [
      { id: 'u2', name: 'Wang Liqun' },
      { id: 'u3', name: 'Gu Yifan' },
    ];
    const panel = await tryIt({ ...answer, steps: [{ ...answer.steps[0], approvers }] });
    const body = { ...edits, userId: 'u1', amount: '1200' };
    expect(request).toHaveBeenCalledWith('POST', '/system/approval-flows/simulate', { body });
    expect(said(panel.find('ol').text())).toBe('1 Superior · Wang Liqun, Gu Yifan');
    expect(panel.find('[role=status]').text()).toBe('');
  });

  it('says why the submission would be refused, and where another flow would be taken', async () => {
    const problem = { code: 'approval.no-approver', detail: 'Nobody is above Li Wei' };
    const panel = await tryIt({ ...answer, applies: false, problem });
    const [elsewhere, nobody] = panel.findAll('[role=status] p').map((line) => line.text());
    expect(elsewhere).toBe(words['not-taken']);
    expect(nobody).toBe('The submission would be refused: Nobody is above Li Wei');
    expect(said(panel.find('ol').text())).toBe(`1 Superior · ${app.app.none}`);
  });

  it('forgets its answer once it is not about what is written any more', async () => {
    const panel = await tryIt(answer);
    edits.steps.push(step('Finance'));
    await nextTick();
    expect(panel.find('ol').exists()).toBe(false);
  });
});
