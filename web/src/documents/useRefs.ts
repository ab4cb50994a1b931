import { useQueries } from '@tanstack/vue-query';
import { computed } from 'vue';
import { request } from '@/api/http';
import type { Ref } from '@/api/types';
import type { ReferenceSource, Row } from './document-ui';

/** The records of which only the ids are known, with their names; who may not read one sees its id. */
export function useRefs(source: () => ReferenceSource | undefined, ids: () => string[]) {
  const queries = useQueries({
    queries: computed(() => {
      const path = source()?.path;
      const wanted = path ? ids() : [];
      return wanted.map((id) => ({
        ...{ queryKey: ['record', path, id], retry: false },
        queryFn: () => request<Row>('GET', `${path}/${id}`),
      }));
    }),
  });
  const nameOf = (row: Row) => source()?.label?.(row) ?? String(row['name'] ?? row['number'] ?? '');

  return computed<Ref[]>(() =>
    ids().map((id, index) => {
      const { data, isError } = queries.value[index] ?? {};
      return { id, name: data ? nameOf(data) : isError ? id : '…' };
    }),
  );
}
