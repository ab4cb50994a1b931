import { useI18n } from 'vue-i18n';
import type { ResourceUi } from './document-ui';
import { resourceByType } from './registry';

/** Texts of a resource: its own key first, then the fields that all resources share. */
export function useTexts() {
  const { t, te, locale } = useI18n();

  const one = (ui: ResourceUi) => t(`${ui.permission}.one`);
  const many = (ui: ResourceUi) => t(`${ui.permission}.many`);

  function label(ui: ResourceUi, key: string): string {
    const last = key.split('.').at(-1) ?? key;
    const own = `${ui.permission}.fields.${key.replaceAll('.', '-')}`;
    if (te(own)) return t(own);
    const part = `${ui.permission}.fields.${last}`;
    if (te(part)) return t(part);
    return te(`fields.${last}`) ? t(`fields.${last}`) : key;
  }

  function hint(ui: ResourceUi, key: string): string {
    return t(`${ui.permission}.hints.${key}`);
  }

  /** Words of a closed set of values. `options` names the set within the module, or a set that all share. */
  function option(ui: ResourceUi, options: string | undefined, value: unknown): string {
    const key = String(value ?? '');
    const type = options === 'recordType' ? resourceByType(key) : undefined;
    if (type) return one(type);
    const own = `${ui.module}.options.${options}.${key}`;
    if (te(own)) return t(own);
    const shared = `options.${options}.${key}`;
    return te(shared) ? t(shared) : key;
  }

  /** The sentences under a key that holds several. */
  function sentences(key: string): string[] {
    const found: string[] = [];
    while (te(`${key}[${found.length}]`)) found.push(t(`${key}[${found.length}]`));
    return found;
  }

  return { t, te, locale, one, many, label, hint, option, sentences };
}
