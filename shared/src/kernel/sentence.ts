export type Language = 'zh-CN' | 'en';

/** Fills `{facts}` into the sentence of a problem in the language asked for. */
export function sentence(
  texts: { zh: string; en: string },
  language: Language,
  facts: Record<string, unknown> = {},
): string {
  const text = language === 'zh-CN' ? texts.zh : texts.en;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '—'));
}
