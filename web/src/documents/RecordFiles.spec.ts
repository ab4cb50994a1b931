import { VueQueryPlugin } from '@tanstack/vue-query';
import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '@/app/locales/en';
import type { ResourceUi } from './document-ui';
import RecordFiles from './RecordFiles.vue';

const ui = { kind: 'document', path: '/orders', permission: 'tests.order' } as unknown as ResourceUi;
const i18n = createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en } });
const file = {
  id: 'f1',
  name: 'contract.pdf',
  size: 2048,
  createdAt: '2026-11-02T08:00:00Z',
  createdBy: { name: 'Li' },
  fixed: false,
};
const evidence = { ...file, id: 'f2', name: 'quote.pdf', fixed: true };
let sent: string[];

enableAutoUnmount(afterEach);
beforeEach(() => {
  sent = [];
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.stubGlobal('fetch', (_address: string, { method = 'GET' }: RequestInit) => {
    sent.push(method);
    return Promise.resolve(
      new Response(JSON.stringify({ items: [file, evidence] }), { headers: { 'content-type': 'application/json' } }),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(mayUpdate: boolean): Promise<VueWrapper> {
  const page = mount(RecordFiles, {
    props: { ui, id: '1', mayUpdate },
    global: { plugins: [createPinia(), VueQueryPlugin, i18n] },
  });
  await flushPromises();
  return page;
}
const buttons = (page: VueWrapper) =>
  page.findAll('button, el-button').map((one) => one.text() || one.attributes('aria-label'));
const drop = (page: VueWrapper) =>
  page.get('.files').trigger('drop', { dataTransfer: { files: [new File(['x'], 'x.txt')] } });

it('lets whoever may change the record add files, and remove those that it was not submitted with', async () => {
  const page = await open(true);
  expect(buttons(page)).toEqual(['Upload', 'contract.pdf', 'Delete file contract.pdf', 'quote.pdf']);
  expect(page.get('[role=img]').attributes('title')).toContain('was submitted with this file');
  await drop(page);
  await flushPromises();
  expect(sent).toContain('POST');
});

it('shows files to whoever may only read the record, and takes none', async () => {
  const page = await open(false);
  expect(buttons(page)).toEqual(['contract.pdf', 'quote.pdf']);
  await drop(page);
  await flushPromises();
  expect(sent).toEqual(['GET']);
});
