import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed } from 'vue';
import { isStale } from '@/api/error';
import { resourceApi, type ActInput } from '@/api/resource';
import type { RecordView } from '@/api/types';
import type { ResourceUi } from './document-ui';

/** One record: what the server says about it, and what can be done to it. */
export function useDocument(ui: ResourceUi, id: () => string, fetched = true) {
  const api = resourceApi(ui.path);
  const cache = useQueryClient();
  const key = computed(() => ['record', ui.path, id()]);
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get(id(), signal), enabled: fetched });
  const record = computed<RecordView | undefined>(() => query.data.value);

  /** The answer is the new view; everything that hangs on the record is asked for again. */
  async function accept(view: RecordView | undefined): Promise<void> {
    if (view) cache.setQueryData(key.value, view);
    else await cache.invalidateQueries({ queryKey: key.value });
    await Promise.all([
      ui.saved?.(),
      cache.invalidateQueries({ queryKey: ['list'] }),
      cache.invalidateQueries({ queryKey: ['part', ui.path, id()] }),
      cache.invalidateQueries({ queryKey: ['inbox'] }),
    ]);
  }

  /** Somebody who acted on what is no longer so sees at once what is. */
  function latestIfStale<View>(answer: Promise<View>): Promise<View> {
    return answer.catch(async (error: unknown) => {
      if (isStale(error)) await cache.invalidateQueries({ queryKey: key.value });
      throw error;
    });
  }

  async function act(name: string, input: ActInput = {}, seen = record.value): Promise<RecordView> {
    const view = await latestIfStale(api.act(seen?.id ?? id(), name, input, { version: seen?.version }));
    if (name !== 'copy') await accept(view);
    return view;
  }

  /** What an act would make of the record. */
  const tryAct = (name: string, input: ActInput = {}): Promise<RecordView> =>
    latestIfStale(api.dryAct(id(), name, input, { version: record.value?.version }));

  /** Gives the open amendment up. */
  async function discard(): Promise<RecordView> {
    const view = await api.discardAmendment(id(), { version: record.value?.version });
    await accept(view);
    return view;
  }

  async function remove(): Promise<void> {
    await api.remove(id(), { version: record.value?.version });
    cache.removeQueries({ queryKey: key.value });
    await cache.invalidateQueries({ queryKey: ['list'] });
  }

  return { ...query, api, record, act, tryAct, accept, discard, remove };
}

export type DocumentHandle = ReturnType<typeof useDocument>;
