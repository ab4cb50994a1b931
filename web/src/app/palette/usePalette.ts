import { useDebounceFn } from '@vueuse/core';
import { computed, ref, watch, type Component } from 'vue';
import { useI18n } from 'vue-i18n';
import { request } from '@/api/http';
import type { Page } from '@/api/types';
import { useMenu } from '@/app/menu';
import { useSession } from '@/app/stores/session';
import type { ResourceUi, Row } from '@/documents/document-ui';

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

/** Kinds of records that people look for by name or number. */
const SEARCHED = [
  'customers.customer',
  'customers.contact',
  'inventory.product',
  'sales-orders.sales-order',
  'sales-orders.quotation',
  'system.user',
];
const PER_KIND = 4;

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

  async function findIn(ui: ResourceUi, q: string): Promise<PaletteGroup> {
    const page = await request<Page<Row>>('GET', ui.path, { query: { q, limit: PER_KIND } }).catch(() => ({
      items: [],
    }));
    const items = page.items.map((row) => ({
      key: String(row['id']),
      icon: ui.icon,
      title: ui.title(row),
      detail: String(row['number'] ?? row['code'] ?? ''),
      to: `${ui.path}/${String(row['id'])}`,
    }));
    return { key: ui.permission, title: t(`${ui.permission}.many`), items };
  }
  let last = 0;
  const search = useDebounceFn(async () => {
    const mine = ++last;
    const q = term.value;
    const searched = resources.value.filter((ui) => SEARCHED.includes(ui.permission));
    const found = q && mode.value !== 'acts' ? await Promise.all(searched.map((ui) => findIn(ui, q))) : [];
    if (mine === last) records.value = found.filter((group) => group.items.length > 0);
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
