import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import type { Edits, LinesUi, ResourceUi } from './document-ui';
import LineEditor from './LineEditor.vue';

vi.mock('@/api/http', async (original) => ({
  ...(await original<object>()),
  request: (_method: string, _path: string, { query }: { query: { q?: string } }) =>
    Promise.resolve({ items: query.q === 'HZ1' ? [{ id: '1', name: 'Hangzhou', code: 'HZ1' }] : [] }),
}));

const lines: LinesUi = {
  ...{ key: 'lines', totals: [], view: [] },
  columns: [
    { key: 'description', kind: 'text' },
    { key: 'quantity', kind: 'decimal' },
    { key: 'date', kind: 'date' },
    { key: 'warehouse', kind: 'reference', source: { path: '/warehouses' } },
  ],
};
const ui = { module: 'tests', resource: 'order', permission: 'tests.order', path: '/orders' } as ResourceUi;
const edits = ref<Edits>({});
let editor: VueWrapper;
const cell = (column: number) => editor.findAll('[role="gridcell"]')[column]!;
const focused = () => document.activeElement as HTMLInputElement;

/** Stands on a cell as somebody does who has clicked it. */
async function standOn(column: number): Promise<void> {
  await cell(column).trigger('focus');
  await nextTick();
}
/** What a browser does while an input method writes: it tells of keys without saying which, and writes where the focus is. */
async function compose(spelled: string, text: string): Promise<void> {
  const input = focused();
  const kept = { key: 'n', keyCode: 229, cancelable: true, bubbles: true };
  expect(input.dispatchEvent(new KeyboardEvent('keydown', kept))).toBe(true);
  input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  for (const written of [spelled, text]) {
    input.dispatchEvent(new InputEvent('beforeinput', { data: written, isComposing: true, bubbles: true }));
    await nextTick();
    expect(focused()).toBe(input);
    input.value = written;
    input.dispatchEvent(new InputEvent('input', { data: written, isComposing: true, bubbles: true }));
  }
  input.dispatchEvent(new CompositionEvent('compositionend', { data: text, bubbles: true }));
  await nextTick();
}

/** Pastes what a spreadsheet has put on the clipboard. */
async function paste(text: string): Promise<void> {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  focused().dispatchEvent(event);
  await flushPromises();
}

describe('the cells of the grid', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockReturnValue();
    edits.value = { lines: [{ description: 'old', quantity: '3' }] };
    const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } });
    editor = mount(LineEditor, {
      props: { ui, lines, errors: {}, modelValue: edits.value },
      global: { plugins: [createPinia(), i18n] },
      attachTo: document.body,
    });
  });
  afterEach(() => editor.unmount());

  it('take what an input method composes in place of what they hold', async () => {
    await standOn(0);
    expect(cell(0).text()).toContain('old');
    await compose('ni hao', '你好');
    expect(focused().value).toBe('你好');
    await editor.find('table').trigger('keydown', { key: 'Enter' });
    expect(edits.value['lines']).toEqual([{ description: '你好', quantity: '3' }]);
  });

  it('have an entry that is named by what they show, and is empty for what is typed', async () => {
    await standOn(1);
    expect(focused().value).toBe('');
    expect(focused().getAttribute('aria-label')).toMatch(/, Line 1, 3$/);
    await cell(1).trigger('keydown', { key: 'F2' });
    await nextTick();
    expect(focused().value).toBe('3');
    expect(focused().getAttribute('aria-label')).toMatch(/, Line 1$/);
  });

  it('say of a paste which lines were not matched and why, until that is mended or closed', async () => {
    await standOn(0);
    await paste('a\t1\tsoon\tHZ9\nb\tmany\t\tHZ1\nc\t2\t\tHZ8');
    const report = () => editor.findAll('.missed li').map((item) => item.text().replace(/\s+/g, ' '));
    expect(editor.find('.missed').text()).toContain('3 pasted lines');
    expect(report()).toEqual([
      expect.stringMatching(/^Date is not a date: ?line 1 “soon”/),
      expect.stringMatching(/^Warehouse is not known: ?line 1 “HZ9”.*line 3 “HZ8”/),
      expect.stringMatching(/^Qty is not a number: ?line 2 “many”/),
    ]);
    await editor.findAll('.missed li button').at(-1)!.trigger('click');
    await nextTick();
    expect(focused().getAttribute('aria-label')).toMatch(/, Line 2, many$/);
    edits.value['lines'] = (edits.value['lines'] as Edits[]).map((line) => ({ ...line, quantity: '7' }));
    await nextTick();
    expect(report()).toHaveLength(2);
    await editor.find('.missed .gx-ib').trigger('click');
    expect(report()).toEqual([]);
    expect(editor.findAll('.faults p')).toHaveLength(3);
  });

  it('say how many cells of a paste had no place, until that is closed', async () => {
    await standOn(2);
    await paste('10-28\t\tgone\n10-29\t\tgone too');
    expect(editor.find('.missed').text()).toBe('2 pasted cells reach beyond the table and were left out');
    expect(editor.findAll('.missed li')).toEqual([]);
    await editor.find('.missed .gx-ib').trigger('click');
    expect(editor.find('.missed').exists()).toBe(false);
  });
});
