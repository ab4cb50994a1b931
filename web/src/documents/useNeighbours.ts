import { useQueryClient, type InfiniteData } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { Page, RecordView } from '@/api/types';
import type { ResourceUi } from './document-ui';

/** Where the record stands in the list that the person came from. */
export function useNeighbours(ui: ResourceUi, id: () => string) {
  const cache = useQueryClient();

  const ids = computed<string[]>(() => {
    const lists = cache.getQueriesData<InfiniteData<Page<RecordView>>>({ queryKey: ['list', ui.path] });
    for (const [, data] of lists.reverse()) {
      const found = data?.pages?.flatMap((page) => page.items.map((row) => row.id)) ?? [];
      if (found.includes(id())) return found;
    }
    return [];
  });
  const index = computed(() => ids.value.indexOf(id()));
  const position = computed(() => (index.value < 0 ? '' : `${index.value + 1} / ${ids.value.length}`));
  const previous = computed(() => ids.value[index.value - 1]);
  const next = computed(() => ids.value[index.value + 1]);

  return { position, previous, next };
}
