import { createI18n } from 'vue-i18n';
import { shallowRef } from 'vue';
import type { Language as ElementLanguage } from 'element-plus/es/locale';
import type { Language } from '@/api/types';
import { modules } from '@/modules';

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: false,
  missingWarn: import.meta.env.DEV,
  messages: {},
});

/** Texts of Element Plus in the current language. */
export const elementLanguage = shallowRef<ElementLanguage>();

const common = {
  'zh-CN': () => import('../locales/zh-CN'),
  en: () => import('../locales/en'),
};
const element = {
  'zh-CN': () => import('element-plus/es/locale/lang/zh-cn'),
  en: () => import('element-plus/es/locale/lang/en'),
};
const elementTexts = new Map<Language, ElementLanguage>();

async function load(language: Language): Promise<void> {
  if (elementTexts.has(language)) return;
  const [own, texts, ...parts] = await Promise.all([
    common[language](),
    element[language](),
    ...modules.map((module) => module.locales[language]()),
  ]);
  const messages = { ...own.default, ...Object.fromEntries(modules.map((m, index) => [m.id, parts[index]?.default])) };
  i18n.global.setLocaleMessage(language, messages);
  elementTexts.set(language, texts.default);
}

/** Switches all texts without a reload; `<html lang>` also picks the fonts and the Han glyph forms. */
export async function useLanguage(language: Language): Promise<void> {
  await load(language);
  i18n.global.locale.value = language;
  elementLanguage.value = elementTexts.get(language);
  document.documentElement.lang = language;
}
