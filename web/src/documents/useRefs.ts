import { useQueries, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { request } from '@/api/http';
import type { Ref } from '@/api/types';
import type { ReferenceSource, Row } from './document-ui';

/** The records of which only the ids are known, with their names; who may not read one sees its id. */
export function useRefs(source: () => ReferenceSource | undefined, ids: () => string[]) {
  const cache = useQueryClient();
  const keyOf = (id: string) => ['ref', source()?.path, id];
  const queries = useQueries({
    queries: computed(() =>
      (source() ? ids() : []).map((id) => ({
        ...{ queryKey: keyOf(id), retry: false },
        queryFn: () => request<Row>('GET', `${source()?.path}/${id}`),
      })),
    ),
  });
  const nameOf = (row: Row) => source()?.label?.(row) ?? String(row['name'] ?? row['number'] ?? '');

  const pending = computed(() => queries.value.some(({ isPending }) => isPending));
  const refs = computed<Ref[]>(() =>
    ids().map((id, index) => {
      const { data, isError } = queries.value[index] ?? {};
      return { id, name: data ? nameOf(data) : isError ? id : '…' };
    }),
  );
  /** What was chosen just now is known already. */
  function know(chosen: Ref[]): void {
    for (const ref of chosen) cache.setQueryData(keyOf(ref.id), ref);
  }

  return { refs, pending, know };
}
