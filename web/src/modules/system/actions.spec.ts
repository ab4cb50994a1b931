import { describe, expect, it } from 'vitest';
import { DOCUMENT_ACTS } from '@guanxi/shared/documents';
import { paths } from '@/app/contract/openapi';
import en from './locales/options/en';
import zh from './locales/options/zh-CN';
import { AUDITED_ACTIONS, byLife, PERMITTED_ACTIONS } from './actions';
import { definitions } from './definitions';

/** Acts of a record that are written down under other names, or of which the record itself tells nothing. */
const UNDER_OTHER_NAMES = ['edit', 'copy', 'rates', 'attachments', 'comments', 'order', 'delivery', 'invoice', 'seen'];
const acts = Object.entries(paths)
  .filter(([, operations]) => 'post' in operations)
  .flatMap(([path]) => /\{id\}\/(\w+)$/.exec(path)?.[1] ?? [])
  .concat(DOCUMENT_ACTS)
  .filter((act) => !UNDER_OTHER_NAMES.includes(act));
const wordless = (actions: readonly string[]) =>
  actions.filter((action) => !(action in zh.action && action in en.action));

describe('what a role allows', () => {
  const actions = [...new Set(definitions.flatMap((definition) => definition.actions))];

  it('has a place in the life of a record and a word in both languages', () => {
    expect(actions.filter((action) => !PERMITTED_ACTIONS.includes(action))).toEqual([]);
    expect(wordless(actions)).toEqual([]);
  });
  it('is read from the first act to the last', () => {
    const sorted = ['void', 'settle', 'create', 'submit', 'read'].map((action) => ({ action })).sort(byLife);
    expect(sorted.map(({ action }) => action)).toEqual(['read', 'create', 'submit', 'settle', 'void']);
  });
  it('is what can be done: nothing is closed that has no rest', () => {
    const closable = definitions.filter((definition) => definition.actions.includes('close')).map(({ type }) => type);
    expect(closable).toEqual(['quotation', 'sales-order']);
  });
});

describe('what the audit log tells of', () => {
  it('is every act that the API has, with a word in both languages', () => {
    expect([...new Set(acts)].filter((act) => !AUDITED_ACTIONS.includes(act))).toEqual([]);
    expect(wordless(AUDITED_ACTIONS)).toEqual([]);
  });
});
