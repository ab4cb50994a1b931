import { describe, expect, it } from 'vitest';
import { modules } from '@/modules';
import type { Messages } from '../module';
import type { Field, ResourceUi } from '@/documents/document-ui';
import en from './en';
import zh from './zh-CN';

function flat(messages: Messages, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') found.set(path, value);
    else if (Array.isArray(value)) value.forEach((text, index) => found.set(`${path}[${index}]`, text));
    else for (const [inner, text] of flat(value, path)) found.set(inner, text);
  }
  return found;
}
async function all(language: 'zh-CN' | 'en'): Promise<Map<string, string>> {
  const own: Messages = language === 'en' ? en : zh;
  const parts = await Promise.all(modules.map(async (m) => [m.id, (await m.locales[language]()).default] as const));
  return flat({ ...own, ...Object.fromEntries(parts) });
}
const texts = { zh: await all('zh-CN'), en: await all('en') };
const sources = import.meta.glob<string>('/src/**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true });

describe('languages', () => {
  it('have the same keys', () => {
    expect([...texts.en.keys()].sort()).toEqual([...texts.zh.keys()].sort());
  });
  it('have the same placeholders', () => {
    const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
    const own = new Set(['app.ago.yesterday']);
    const different = [...texts.zh].filter(
      ([key, text]) => !own.has(key) && holes(text) !== holes(texts.en.get(key) ?? ''),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });
  it('have no sign that the message syntax takes for its own', () => {
    const plain = (text: string) => text.replace(/\{'[^']*'\}/g, '').replace(/\{\w+\}/g, '');
    const wrong = [...texts.zh, ...texts.en].filter(([, text]) => /[@{}$]/.test(plain(text))).map(([key]) => key);
    expect(wrong).toEqual([]);
  });
  it('know every key that the sources name', () => {
    const missing = new Set<string>();
    for (const [path, source] of Object.entries(sources)) {
      if (path.endsWith('.spec.ts')) continue;
      for (const [, key = ''] of source.matchAll(/\bt\(\s*'([a-z][\w.-]+)'/gi)) {
        if (!texts.zh.has(key) && ![...texts.zh.keys()].some((known) => known.startsWith(`${key}[`)))
          missing.add(`${path}: ${key}`);
      }
    }
    expect([...missing]).toEqual([]);
  });
});

/** What the company itself has made can't be known here. */
const closedValues = ({ values = [] }: Pick<Field, 'values'>) => (typeof values === 'function' ? [] : values);
const has = (key: string) => texts.zh.has(key);
function hasLabel(ui: ResourceUi, key: string): boolean {
  const last = key.split('.').at(-1) ?? key;
  return [
    `${ui.permission}.fields.${key.replaceAll('.', '-')}`,
    `${ui.permission}.fields.${last}`,
    `fields.${last}`,
  ].some(has);
}
const hasOption = (ui: ResourceUi, options: string, value: string) =>
  has(`${ui.module}.options.${options}.${value}`) || has(`options.${options}.${value}`);

describe.each(modules.flatMap((module) => module.resources).map((ui) => [ui.permission, ui] as const))(
  '%s',
  (_id, ui) => {
    it('has its names', () => {
      expect(
        [`${ui.permission}.one`, `${ui.permission}.many`, `${ui.module}.title`].filter((key) => !has(key)),
      ).toEqual([]);
      if (ui.can.create) expect(has(`${ui.permission}.new`)).toBe(true);
    });
    it('has a label for every column, fact, filter, field and line', () => {
      const fields = ui.sections.flatMap((section) => section.fields);
      const acts = (ui.acts ?? []).flatMap((act) => act.fields ?? []);
      const lines: { key: string }[] = [...(ui.lines?.columns ?? []), ...(ui.lines?.view ?? [])];
      const keys = [...ui.columns, ...ui.facts, ...fields, ...acts, ...lines].map((item) => item.key);
      const filters = ui.filters.map((filter) => filter.key.replace(/Id$/, ''));
      expect([...keys, ...filters, ...(ui.lines?.totals ?? [])].filter((key) => !hasLabel(ui, key))).toEqual([]);
    });
    it('has words for every choice and every hint', () => {
      const fields = ui.sections.flatMap((section) => section.fields);
      // Records have the names of their resources.
      const choices = [...fields, ...ui.filters, ...(ui.lines?.columns ?? [])].filter(
        ({ key }) => key !== 'recordType',
      );
      const missing = choices.flatMap((item) =>
        closedValues(item)
          .filter((value) => !('words' in item && item.words) && !hasOption(ui, item.options ?? item.key, value))
          .map((value) => `${item.key}=${value}`),
      );
      const wordless = fields.flatMap(({ words, ...item }) =>
        closedValues(item)
          .filter((value) => words && !(words(value, 'zh-CN') && words(value, 'en')))
          .map((value) => `${item.key}=${value}`),
      );
      const hints = fields
        .filter((field) => field.hint && !has(`${ui.permission}.hints.${field.key}`))
        .map((field) => field.key);
      expect([...missing, ...wordless, ...hints]).toEqual([]);
    });
    it('has words for its acts', () => {
      const acts = (ui.acts ?? []).map((act) => `${ui.permission}.acts.${act.name}`);
      expect(acts.filter((key) => !has(key))).toEqual([]);
      const made = modules.flatMap((module) => module.resources).flatMap((item) => item.pushDown ?? []);
      if (made.some((step) => step.to === ui.permission)) expect(has(`${ui.permission}.make`)).toBe(true);
    });
    it('names each column once', () => {
      const keys = ui.columns.map((column) => column.key);
      expect(new Set(keys).size).toBe(keys.length);
    });
  },
);
