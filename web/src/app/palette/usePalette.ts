import { useDebounceFn } from '@vueuse/core';
import { computed, ref, watch, type Component } from 'vue';
import { useI18n } from 'vue-i18n';
import { useMenu } from '@/app/menu';
import { useSession } from '@/app/stores/session';
import type { ResourceUi } from '@/documents/document-ui';
import { findRecords, type Found } from './found';

export interface PaletteItem {
  key: string;
  icon: Component;
  title: string;
  detail: string;
  to: string;
}

export interface PaletteGroup {
  key: string;
  title: string;
  items: PaletteItem[];
}

/** Records, pages and acts that match what was typed. `>` shows acts only, `#` records only. */
export function usePalette() {
  const { t } = useI18n();
  const session = useSession();
  const { menu } = useMenu();
  const text = ref('');
  const records = ref<PaletteGroup[]>([]);
  const resources = computed(() => menu.value.flatMap((module) => module.resources));
  const term = computed(() => text.value.replace(/^[>#]/, '').trim());
  const mode = computed(() => ({ '>': 'acts', '#': 'records' })[text.value[0] ?? ''] ?? 'all');
  const matches = (title: string) => title.toLowerCase().includes(term.value.toLowerCase());

  const groupOf = ([ui, found]: [ResourceUi, Found[]]): PaletteGroup => ({
    key: ui.permission,
    title: t(`${ui.permission}.many`),
    items: found.map(({ id, ...shown }) => ({ key: id, icon: ui.icon, ...shown, to: `${ui.path}/${id}` })),
  });
  let asking = new AbortController();
  const search = useDebounceFn(async () => {
    asking.abort();
    const mine = (asking = new AbortController());
    const found =
      term.value && mode.value !== 'acts' ? await findRecords(term.value, resources.value, mine.signal) : [];
    if (!mine.signal.aborted) records.value = found.map(groupOf);
  }, 180);
  watch(text, search);

  const pages = computed<PaletteItem[]>(() =>
    resources.value
      .map((ui) => ({
        key: ui.permission,
        icon: ui.icon,
        title: t(`${ui.permission}.many`),
        detail: t(`${ui.module}.title`),
        to: ui.path,
      }))
      .filter((item) => matches(item.title)),
  );
  const acts = computed<PaletteItem[]>(() =>
    resources.value
      .filter((ui) => ui.can.create && session.can(`${ui.permission}.create`))
      .map((ui) => ({
        key: `${ui.permission}:new`,
        icon: ui.icon,
        title: t(`${ui.permission}.new`),
        detail: '',
        to: `${ui.path}/new`,
      }))
      .filter((item) => matches(item.title)),
  );
  const groups = computed<PaletteGroup[]>(() => {
    const limit = term.value ? 6 : 8;
    const own = [
      ...(mode.value === 'all'
        ? [{ key: 'pages', title: t('palette.pages'), items: pages.value.slice(0, limit) }]
        : []),
      ...(mode.value !== 'records'
        ? [{ key: 'acts', title: t('palette.acts'), items: acts.value.slice(0, limit) }]
        : []),
    ];
    return [...records.value, ...own].filter((group) => group.items.length > 0);
  });
  const items = computed(() => groups.value.flatMap((group) => group.items));

  return { text, term, groups, items };
}
