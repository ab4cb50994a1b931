import { VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { ElOption, ElSelect } from 'element-plus';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import type { Me } from '@/api/types';
import common from '@/app/locales/en';
import { useSession } from '@/app/stores/session';
import { defineDocumentUi } from '@/documents/define';
import { registerResources } from '@/documents/registry';
import ReferencePicker from '@/documents/ReferencePicker.vue';
import FlowConditions from './FlowConditions.vue';
import FlowConditionsView from './FlowConditionsView.vue';
import { flowField, operatorsOf } from './flowFields';
import system from './locales/en';
import { userSource } from './references';

/** A document as a module above describes it. */
const documentOf = (resource: string, key: string, path: string) =>
  defineDocumentUi({
    ...{ module: 'tests', resource, path: `/tests/${resource}`, icon: {}, title: () => '', columns: [] },
    sections: [{ key: 'main', fields: [{ key, kind: 'reference', source: { path } }] }],
  });

const NAMES: Record<string, string> = {
  '/system/users/u1': 'Li Wei',
  '/customers/c1': 'Alder',
  '/customers/c2': 'Birch',
};
const LISTS: Record<string, object[]> = {
  '/system/currencies': [
    { code: 'USD', name: 'US dollar' },
    { code: 'CNY', name: 'Yuan' },
  ],
  '/system/dictionaries': [
    { type: 'level', code: 'A', name: 'A 级', nameEn: 'Level A' },
    { type: 'level', code: 'B', name: 'B 级', nameEn: 'Level B' },
  ],
};
function answer(address: string): Promise<Response> {
  const [path = ''] = address.replace('/api/v1', '').split('?');
  const name = NAMES[path];
  const body = name ? { id: path.split('/').at(-1), name } : { code: 'record.not-found', items: LISTS[path] };
  return Promise.resolve(Response.json(body, { status: name || LISTS[path] ? 200 : 404 }));
}

const words = system['approval-flow'];
const plugins = () => [
  VueQueryPlugin,
  createI18n({ legacy: false, locale: 'en', missingWarn: false, messages: { en: { ...common, system } } }),
];

describe('conditions of a flow', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    useSession().me = { permissions: ['*'] } as Me;
    document.documentElement.lang = 'en';
    vi.stubGlobal('fetch', answer);
    registerResources([
      documentOf('sales-order', 'customer', '/customers'),
      documentOf('expense', 'beneficiary', userSource.path),
      documentOf('stock-entry', 'warehouse', '/inventory/warehouses'),
    ]);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('may ask for the records that a document names, which have no order', () => {
    expect(flowField('sales-order', 'customerId')?.source?.path).toBe('/customers');
    expect(flowField('expense', 'beneficiaryId')?.source?.path).toBe('/system/users');
    expect(flowField('stock-entry', 'customerId')).toBeUndefined();
    expect(operatorsOf(flowField('sales-order', 'ownerId'))).toEqual(['eq', 'ne', 'in']);
  });

  it('are read with names in place of ids', async () => {
    const value = [
      { field: 'ownerId', operator: 'eq', value: 'u1' },
      { field: 'customerId', operator: 'in', value: 'c1,c2' },
      { field: 'customerId', operator: 'ne', value: 'unseen' },
      { field: 'amount', operator: 'gte', value: '1000' },
      { field: 'currency', operator: 'ne', value: 'CNY' },
      { field: 'customerLevel', operator: 'in', value: 'A,gone' },
    ];
    const props = { value, record: { documentType: 'sales-order' } };
    const view = mount(FlowConditionsView, { props, global: { plugins: plugins() } });
    await flushPromises();
    const said = view.findAll('p').map((line) => line.text().replace(/\s+/g, ' '));
    expect(said).toEqual([
      'Owner is Li Wei',
      'Customer one of Alder, Birch',
      'Customer is not unseen',
      'Amount at least 1000',
      'Currency is not CNY Yuan',
      'Customer level one of Level A, gone',
    ]);
  });

  it('are written by choosing records, of which the ids are kept', async () => {
    const modelValue = [{ field: 'customerId', operator: 'in', value: 'c1' }];
    const props = { modelValue, edits: { documentType: 'sales-order' }, errors: {} };
    const editor = mount(FlowConditions, { props, global: { plugins: plugins() } });
    await flushPromises();
    const picker = editor.findComponent(ReferencePicker);
    expect(picker.props()).toMatchObject({ modelValue: [{ id: 'c1', name: 'Alder' }], multiple: true });
    picker.vm.$emit('update:modelValue', [
      { id: 'c1', name: 'Alder' },
      { id: 'c2', name: 'Birch' },
    ]);
    expect(editor.emitted('update:modelValue')).toEqual([[[{ ...modelValue[0], value: 'c1,c2' }]]]);
  });

  it('are written by choosing currencies and levels by their names, of which the codes are kept', async () => {
    const modelValue = [
      { field: 'currency', operator: 'eq', value: '' },
      { field: 'customerLevel', operator: 'in', value: 'A,gone' },
    ];
    const props = { modelValue, edits: { documentType: 'sales-order' }, errors: {} };
    const editor = mount(FlowConditions, { props, global: { plugins: plugins() } });
    await flushPromises();
    const boxes = editor.findAllComponents(ElSelect).filter((box) => box.props('ariaLabel') === words.value);
    const offered = boxes.map((box) => box.findAllComponents(ElOption).map((choice) => choice.props('label')));
    expect(offered).toEqual([
      ['CNY Yuan', 'USD US dollar'],
      ['Level A', 'Level B', 'gone'],
    ]);
    expect(boxes.map((box) => box.props('modelValue'))).toEqual(['', ['A', 'gone']]);
    boxes[0]!.vm.$emit('update:modelValue', 'USD');
    boxes[1]!.vm.$emit('update:modelValue', ['A', 'B']);
    expect(editor.emitted('update:modelValue')).toEqual([
      [[{ ...modelValue[0], value: 'USD' }, modelValue[1]]],
      [
        [
          { ...modelValue[0], value: 'USD' },
          { ...modelValue[1], value: 'A,B' },
        ],
      ],
    ]);
  });

  it('keep one of several values where only one can be meant', async () => {
    const modelValue = [{ field: 'customerLevel', operator: 'in', value: 'A,B' }];
    const props = { modelValue, edits: { documentType: 'sales-order' }, errors: {} };
    const editor = mount(FlowConditions, { props, global: { plugins: plugins() } });
    await flushPromises();
    const box = editor.findAllComponents(ElSelect).find((one) => one.props('ariaLabel') === words.operator)!;
    box.vm.$emit('update:modelValue', 'eq');
    expect(editor.emitted('update:modelValue')).toEqual([[[{ ...modelValue[0], operator: 'eq', value: 'A' }]]]);
  });
});
