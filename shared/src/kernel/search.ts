import { pinyin } from 'pinyin-pro';

const WORD = /[\p{L}\p{N}]/u;

/** Folds case, full-width forms and white space, so that two spellings of one name meet. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Toneless pinyin of a text, syllables joined: `苏州沃克` is `suzhouwoke`. */
export const pinyinOf = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();

/** Initials of the syllables: `苏州沃克` is `szwk`. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();

function addGrams(text: string, grams: Set<string>): void {
  const characters = [...foldText(text)];
  characters.forEach((character, index) => {
    if (!WORD.test(character)) return;
    grams.add(character);
    const next = characters[index + 1];
    if (next !== undefined && WORD.test(next)) grams.add(character + next);
  });
}

/** What a searchable record stores: the text that is compared and its grams of one and two characters. */
export interface SearchKeys {
  readonly searchText: string;
  readonly grams: string[];
}

/**
 * Search keys of a record. `names` are found by their characters, pinyin and initials; `codes` (numbers, phones) by their
 * characters only.
 */
export function searchKeys(
  names: readonly (string | null | undefined)[],
  codes: readonly (string | null | undefined)[] = [],
): SearchKeys {
  const parts: string[] = [];
  for (const name of names) {
    if (!name) continue;
    parts.push(foldText(name));
    if (/\p{Script=Han}/u.test(name)) parts.push(pinyinOf(name), initialsOf(name));
  }
  for (const code of codes) if (code) parts.push(foldText(code));
  const grams = new Set<string>();
  parts.forEach((part) => addGrams(part, grams));
  return { searchText: parts.join('\n'), grams: [...grams].sort() };
}

/** The grams that a record must contain to match `query`; empty when the query has no letter or digit. */
export function queryGrams(query: string): string[] {
  const grams = new Set<string>();
  addGrams(query, grams);
  const pairs = [...grams].filter((gram) => [...gram].length === 2);
  return pairs.length > 0 ? pairs : [...grams];
}

/** Key by which names sort: pinyin for Chinese, folded letters otherwise. */
export const sortKey = (name: string): string =>
  (/\p{Script=Han}/u.test(name) ? pinyinOf(name) : foldText(name)).slice(0, 120);
