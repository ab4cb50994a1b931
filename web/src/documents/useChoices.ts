import { useDictionary } from '@/app/stores/dictionary';
import { valuesOf, type Field, type ResourceUi } from './document-ui';
import { useTexts } from './useTexts';

type Chosen = Pick<Field, 'key' | 'values' | 'options' | 'words'> & { kind: string };

/** The closed sets of values that entries and filters choose from, in words. */
export function useChoices() {
  const { option, locale } = useTexts();
  const dictionary = useDictionary();

  return (ui: ResourceUi, { key, kind, options, words, ...field }: Chosen): { value: string; text: string }[] => {
    if (kind === 'dictionary') {
      return dictionary
        .entries(options ?? '')
        .map(({ type, code }) => ({ value: code, text: dictionary.label(type, code, locale.value) }));
    }
    const values = valuesOf(field);
    if (!words) return values.map((value) => ({ value, text: option(ui, options ?? key, value) }));
    const named = values.map((value) => ({ value, text: words(value, locale.value) }));
    return named.sort((a, b) => a.text.localeCompare(b.text, locale.value));
  };
}
