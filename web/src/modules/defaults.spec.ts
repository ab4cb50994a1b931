import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { resourceRoutes } from '@/documents/documentRoutes';
import { resolve, type Field, type ResourceUi } from '@/documents/document-ui';
import { emptyEdits } from '@/documents/values';
import { modules } from '.';

let codes: string[] = [];
vi.mock('@/api/http', async (original) => ({
  ...(await original<object>()),
  request: () => Promise.resolve({ items: codes.map((code) => ({ code, name: code, minorUnit: 2 })) }),
}));

const uiOf = (name: string): ResourceUi =>
  modules.flatMap((module) => module.resources).find((ui) => ui.resource === name)!;
const field = (ui: ResourceUi, key: string): Field =>
  ui.sections.flatMap((section) => section.fields).find((item) => item.key === key)!;
const isShown = async (of: Field): Promise<boolean> => {
  resolve(of.visible, {}, true);
  await new Promise((done) => setTimeout(done));
  return resolve(of.visible, {}, true);
};

describe('what a company has set', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    const company = { id: '1', name: 'Yunqi', baseCurrency: 'EUR', minorUnit: 2, language: 'en' };
    useSession().me = { permissions: ['*'], fieldRules: {}, companyCount: 1, company } as unknown as Me;
  });

  it('is what a new user, account or order begins with', () => {
    expect(emptyEdits(uiOf('user'))).toMatchObject({ language: 'en' });
    expect(emptyEdits(uiOf('fund-account'))).toMatchObject({ currency: 'EUR' });
    expect(emptyEdits(uiOf('sales-order'))).toMatchObject({ currency: 'EUR' });
  });

  it('asks for a currency only where there is more than one', async () => {
    codes = ['EUR'];
    expect(await isShown(field(uiOf('sales-order'), 'currency'))).toBe(false);
    setActivePinia(createPinia());
    useSession().me = { permissions: ['*'], company: { baseCurrency: 'EUR' } } as unknown as Me;
    codes = ['EUR', 'USD'];
    expect(await isShown(field(uiOf('sales-order'), 'currency'))).toBe(true);
  });

  it('takes what is done, or settled, for not late and looks at what is open first', () => {
    const met = uiOf('interaction').columns.find(({ key }) => key === 'nextDate')!.met!;
    expect([met({ nextDone: true }), met({ nextDone: false })]).toEqual([true, false]);
    const enter = resourceRoutes(uiOf('receivable'))[0]!.beforeEnter as (to: object) => unknown;
    expect(enter({ path: '/x', query: {} })).toMatchObject({ path: '/x', query: { 'openAmount[gte]': '0.01' } });
    expect(enter({ path: '/x', query: { side: 'debit' } })).toBe(true);
  });

  it('puts the price of a product only where it is in that currency', () => {
    const fromProduct = uiOf('sales-order').lines!.columns.find(({ key }) => key === 'product')!.fill!;
    const product = { salePrice: '100', unit: 'pc' };
    expect(fromProduct(product, {}, { currency: 'EUR' })).toMatchObject({ price: '100' });
    expect(fromProduct(product, {}, {})).toMatchObject({ price: '100' });
    expect(fromProduct(product, { price: '7' }, { currency: 'USD' })).toMatchObject({ price: '7' });
    expect(fromProduct(product, {}, { currency: 'USD' })).toMatchObject({ price: null });
  });
});
