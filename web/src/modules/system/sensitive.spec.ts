import { describe, expect, it } from 'vitest';
import { modules } from '@/modules';
import { resourceByType } from '@/documents/registry';
import { rulesFor, sensitiveResources, withRule } from './sensitive';

const named = (type: string) => sensitiveResources.find((resource) => resource.type === type);

describe('field rules', () => {
  it('are offered for what is declared sensitive and for nothing else', () => {
    expect(named('customer')?.sensitive).toContain('creditLimit');
    expect(named('contact')?.sensitive).toEqual(['mobile', 'phone', 'email']);
    expect(named('warehouse')).toBeUndefined();
    expect(sensitiveResources.every((resource) => resource.sensitive.length > 0)).toBe(true);
  });
  it('offer no read-only where nothing can be changed', () => {
    expect(rulesFor(named('customer')!)).toEqual(['hidden', 'masked', 'read-only']);
    expect(rulesFor(named('stock')!)).toEqual(['hidden', 'masked']);
  });
  it('are set, replaced and taken away, and leave no empty resource behind', () => {
    const hidden = withRule({ contact: { mobile: 'masked' } }, 'customer', 'phone', 'hidden');
    expect(hidden).toEqual({ contact: { mobile: 'masked' }, customer: { phone: 'hidden' } });
    expect(withRule(hidden, 'customer', 'phone', 'masked').customer).toEqual({ phone: 'masked' });
    expect(withRule(hidden, 'customer', 'phone', null)).toEqual({ contact: { mobile: 'masked' } });
  });
  it('keep rules of fields that are not offered', () => {
    expect(withRule({ customer: { owner: 'read-only' } }, 'customer', 'phone', null)).toEqual({
      customer: { owner: 'read-only' },
    });
  });
});

describe('sensitive fields', () => {
  const words: Record<string, string> = import.meta.glob('/src/**/locales/**/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const has = (language: string, key: string) =>
    Object.entries(words).some(([path, text]) => path.endsWith(`/${language}.ts`) && text.includes(` ${key}: '`));

  it('belong to pages of the console and have a name in both languages', () => {
    expect(modules.length).toBeGreaterThan(0);
    const fields = sensitiveResources.flatMap(({ type, sensitive }) => sensitive.map((field) => ({ type, field })));
    const unknown = fields.filter(({ type }) => !resourceByType(type));
    const unnamed = fields.filter(({ field }) => !has('zh-CN', field) || !has('en', field));
    expect({ unknown, unnamed }).toEqual({ unknown: [], unnamed: [] });
  });
});
