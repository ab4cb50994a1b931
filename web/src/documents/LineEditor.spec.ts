import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import type { Edits, LinesUi, ResourceUi } from './document-ui';
import LineEditor from './LineEditor.vue';

const lines: LinesUi = {
  ...{ key: 'lines', totals: [], view: [] },
  columns: [
    { key: 'description', kind: 'text' },
    { key: 'quantity', kind: 'decimal' },
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
});
