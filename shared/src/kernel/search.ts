import { pinyin } from 'pinyin-pro';

const WORD = /[\p{L}\p{N}]/u;
const LATIN = /[a-z0-9]/;

/** Folds case, full-width forms and white space, so that two spellings of one name meet. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Toneless pinyin of a text, syllables joined: `苏州沃克` is `suzhouwoke`. */
export const pinyinOf = (text: string): string =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();

/** Initials of the syllables: `苏州沃克` is `szwk`. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();

/**
 * How many characters from `at` on make the longest gram: letters and digits of the Latin script up to four, because
 * shorter runs of them are in nearly every name's pinyin; others two; signs none.
 */
function longestAt(characters: readonly string[], at: number): number {
  const run = characters.slice(at, at + 4);
  const endOf = (kind: RegExp): number => {
    const end = run.findIndex((character) => !kind.test(character));
    return end < 0 ? run.length : end;
  };
  return Math.max(endOf(LATIN), Math.min(endOf(WORD), 2));
}

function addGrams(text: string, grams: Set<string>): void {
  const characters = [...foldText(text)];
  characters.forEach((_, at) => {
    for (let length = longestAt(characters, at); length > 0; length -= 1)
      grams.add(characters.slice(at, at + length).join(''));
  });
}

/** What a searchable record stores: the text that is compared and its grams of one to four characters. */
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

/** The longest grams of `query`, all of which a record must contain to match; none when it has no letter or digit. */
export function queryGrams(query: string): string[] {
  const characters = [...foldText(query)];
  const grams = new Set<string>();
  let covered = 0;
  characters.forEach((_, at) => {
    const end = at + longestAt(characters, at);
    if (end <= Math.max(at, covered)) return;
    grams.add(characters.slice(at, end).join(''));
    covered = end;
  });
  return [...grams];
}

/** Key by which names sort: pinyin for Chinese, folded letters otherwise. */
export const sortKey = (name: string): string =>
  (/\p{Script=Han}/u.test(name) ? pinyinOf(name) : foldText(name)).slice(0, 120);
