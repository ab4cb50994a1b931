import { useDictionary } from '@/app/stores/dictionary';
import type { LineColumn, ResourceUi } from './document-ui';
import type { LineWords } from './formRules';
import { useTexts } from './useTexts';

/** The closed sets of words that cells choose from, and what is said of a cell that is none of its column. */
export function useLineWords(ui: ResourceUi) {
  const { t, option, locale } = useTexts();
  const dictionary = useDictionary();

  const words = (of: LineColumn, value: string) =>
    of.dictionary ? dictionary.label(of.dictionary, value, locale.value) : option(ui, of.options ?? of.key, value);
  const valuesOf = (of: LineColumn): readonly string[] =>
    of.dictionary ? dictionary.entries(of.dictionary).map((entry) => entry.code) : (of.values ?? []);
  const sentences = (): LineWords => ({
    ...{ required: t('form.required'), number: t('form.not-a-number') },
    ...{ date: t('form.bad-date'), unknown: t('lines.unknown'), valuesOf },
  });

  return { words, valuesOf, sentences };
}
