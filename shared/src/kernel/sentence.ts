import { WORDS, type Word } from './words.js';

export type Language = 'zh-CN' | 'en';

/** A word in the language asked for. */
export const say = (word: Word, language: Language): string => (language === 'zh-CN' ? word.zh : word.en);

/** Fills `{facts}` into the sentence of a problem in the language asked for; states and acts are said as words of it. */
export function sentence(texts: Word, language: Language, facts: Record<string, unknown> = {}): string {
  return say(texts, language).replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = String(facts[name] ?? '—');
    const word = WORDS[name]?.[fact];
    return word ? say(word, language) : fact;
  });
}
