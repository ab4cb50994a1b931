import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, ref, watch } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { Query } from '@/api/http';
import { resourceApi } from '@/api/resource';
import type { RecordView } from '@/api/types';
import type { Filter, ResourceUi } from './document-ui';
import { listRoute } from './documentRoutes';

const PAGE_SIZE = 50;

/** The parameters that a filter may set in the address and in the request. */
export function filterParams(filter: Filter): string[] {
  const { key, kind } = filter;
  if (kind === 'date-range' || kind === 'number-range') return [`${key}[gte]`, `${key}[lt]`];
  if (kind === 'choice' || kind === 'dictionary') return [key, `${key}[in]`];
  return kind === 'text' ? [`${key}[contains]`] : [key];
}

/** What the address says, without anything that the list does not know. */
export function knownQuery(ui: ResourceUi, query: LocationQuery): Record<string, string> {
  const names = ['q', 'sort', ...ui.filters.flatMap(filterParams)];
  const known: Record<string, string> = {};
  for (const name of names) {
    const value = query[name];
    if (typeof value === 'string' && value !== '') known[name] = value;
  }
  return known;
}

/** A list whose whole state is in the address: filters, search, order. Paging is by cursor. */
export function useDocumentList(ui: ResourceUi) {
  const route = useRoute();
  const router = useRouter();
  const api = resourceApi(ui.path);
  const state = ref(knownQuery(ui, route.query));

  // The page is kept alive: it follows the address only while it is the one shown.
  watch(
    () => route.query,
    (query) => {
      if (route.name === listRoute(ui)) state.value = knownQuery(ui, query);
    },
  );

  const sort = computed(() => state.value['sort'] ?? ui.defaultSort);
  const query = computed<Query>(() => ({ limit: PAGE_SIZE, ...state.value, sort: sort.value }));

  const pages = useInfiniteQuery({
    queryKey: computed(() => ['list', ui.path, query.value]),
    queryFn: ({ pageParam, signal }) => {
      const first = pageParam === '';
      return api.list({ ...query.value, cursor: pageParam || undefined, count: first ? true : undefined }, signal);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });

  const rows = computed<RecordView[]>(() => pages.data.value?.pages.flatMap((page) => page.items) ?? []);
  const total = computed(() => pages.data.value?.pages[0]?.total);
  const capped = computed(() => pages.data.value?.pages[0]?.totalIsCapped ?? false);

  function set(changes: Record<string, string | undefined>): void {
    const next: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...state.value, ...changes })) if (value) next[name] = value;
    void router.replace({ query: next });
  }

  function setSort(value: string | undefined): void {
    if (value !== sort.value) set({ sort: value === ui.defaultSort ? undefined : value });
  }

  const clear = () => void router.replace({ query: state.value['sort'] ? { sort: state.value['sort'] } : {} });
  const filtered = computed(() => Object.keys(state.value).some((name) => name !== 'sort'));
  const more = () => {
    if (pages.hasNextPage.value && !pages.isFetchingNextPage.value) void pages.fetchNextPage();
  };

  return { api, state, query, sort, rows, total, capped, pages, set, setSort, clear, filtered, more };
}

export type DocumentList = ReturnType<typeof useDocumentList>;
