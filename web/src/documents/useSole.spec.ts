import { VueQueryPlugin } from '@tanstack/vue-query';
import { FileText } from '@lucide/vue';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent } from 'vue';
import { defineDocumentUi } from './define';
import { isRef, type Edits, type Row } from './document-ui';
import { useForm } from './useForm';

let stored: Row[] = [];
vi.mock('@/api/http', async (original) => ({
  ...(await original<object>()),
  request: (_method: string, path: string, { query = {} }: { query?: Record<string, unknown> } = {}) =>
    path.includes('/warehouses/')
      ? Promise.resolve(stored.find(({ id }) => path.endsWith(String(id))))
      : Promise.resolve({
          items: stored.filter(({ companyId }) => !query['companyId'] || companyId === query['companyId']),
        }),
}));

const companyOf = ({ company }: Edits) => (isRef(company) ? { companyId: company.id } : {});
const ui = defineDocumentUi({
  ...{ module: 'tests', resource: 'issue', path: '/issues', icon: FileText, title: () => '', columns: [] },
  sections: [
    {
      key: 'main',
      fields: [
        { key: 'company', kind: 'reference', source: { path: '/companies' } },
        {
          ...{ key: 'warehouse', kind: 'reference', sole: true, source: { path: '/warehouses', query: companyOf } },
          fill: ({ currency }) => ({ currency }),
        },
      ],
    },
  ],
});
const warehouse = (id: string, companyId = 'a') => ({
  id,
  name: `Warehouse ${id}`,
  code: id,
  companyId,
  currency: 'EUR',
});

async function begin(query: Record<string, string> = {}) {
  let form!: ReturnType<typeof useForm>;
  const words = () => ({ required: '', number: '', date: '', unknown: '', valuesOf: () => [] });
  const Harness = defineComponent({
    setup() {
      form = useForm(ui, () => undefined, words);
      return () => null;
    },
  });
  mount(Harness, { global: { plugins: [VueQueryPlugin] } });
  await form.start(query);
  return form;
}
const held = ({ edits }: ReturnType<typeof useForm>) => (edits.value['warehouse'] as Row | null)?.['id'];

describe('a field with one record to choose from', () => {
  beforeEach(() => (stored = [warehouse('1')]));

  it('holds it in a new form, which nobody has changed by that', async () => {
    const form = await begin();
    expect(form.edits.value['warehouse']).toEqual({ id: '1', name: 'Warehouse 1', code: '1' });
    expect([form.edits.value['currency'], form.dirty.value]).toEqual(['EUR', false]);
  });

  it('is left to the person where there are several, or none', async () => {
    stored.push(warehouse('2'));
    expect(held(await begin())).toBeUndefined();
    stored = [];
    expect(held(await begin())).toBeUndefined();
  });

  it('leaves what came with the address, and what a kept draft holds', async () => {
    stored.push(warehouse('2', 'b'));
    expect(held(await begin({ warehouse: '2' }))).toBe('2');
    stored.pop();
    const form = await begin();
    form.takeUp({ warehouse: null }, null);
    await flushPromises();
    expect(held(form)).toBeUndefined();
  });

  it('follows the company as long as nobody has chosen', async () => {
    stored = [warehouse('1', 'a'), warehouse('2', 'b')];
    const form = await begin({});
    form.edits.value['company'] = { id: 'a', name: 'A' };
    await flushPromises();
    expect(held(form)).toBeUndefined();

    stored = [warehouse('1', 'a')];
    const other = await begin();
    stored = [warehouse('1', 'a'), warehouse('2', 'b')];
    other.edits.value['company'] = { id: 'b', name: 'B' };
    await flushPromises();
    expect(held(other)).toBe('2');
  });
});
