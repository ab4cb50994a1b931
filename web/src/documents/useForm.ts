import { useQueryClient } from '@tanstack/vue-query';
import { computed, ref, shallowRef } from 'vue';
import { newKey } from '@/api/key';
import { resourceApi } from '@/api/resource';
import type { RecordView } from '@/api/types';
import type { Edits, ResourceUi } from './document-ui';
import { checkFields, checkLines, presetEdits, type LineWords } from './formRules';
import { useConflicts } from './useConflicts';
import { useFormErrors } from './useFormErrors';
import { useSole } from './useSole';
import { bodyOf, editsOf, emptyEdits, fieldsFor } from './values';

/** What a person is typing, apart from the record: dirty or not, wrong or not, saved or not. */
export function useForm(ui: ResourceUi, id: () => string | undefined, words: () => LineWords, amending = false) {
  const api = resourceApi(ui.path);
  const cache = useQueryClient();
  const record = shallowRef<RecordView | null>(null);
  const before = shallowRef<Edits | null>(null);
  const edits = ref<Edits>({});
  const { errors, show, take } = useFormErrors(ui, edits);
  const { conflicts, takeUp, choose } = useConflicts(ui, edits, before);
  const { fill } = useSole(fieldsFor(ui, true), edits);
  const from = ref('');
  const ready = ref(false);
  const failure = shallowRef<unknown>(null);
  const clean = ref('');
  // One key per intent: repeating a save that was cut off is the same save.
  let intent = newKey();

  const dirty = computed(() => ready.value && JSON.stringify(edits.value) !== clean.value);
  const settle = () => {
    clean.value = JSON.stringify(edits.value);
    intent = newKey();
  };

  async function read(known: string): Promise<Edits> {
    record.value = amending ? await api.amendment(known) : await api.get(known);
    before.value = editsOf(ui, record.value);
    edits.value = structuredClone(before.value);
    settle();
    return before.value;
  }
  async function load(query: Record<string, string>): Promise<void> {
    failure.value = null;
    const known = id();
    if (known) await read(known);
    else {
      const preset = await presetEdits(ui, query);
      from.value = preset.from;
      edits.value = { ...emptyEdits(ui), ...preset.edits };
      await fill();
      settle();
    }
    ready.value = true;
  }
  const start = (query: Record<string, string>) => load(query).catch((error: unknown) => void (failure.value = error));

  function check(): boolean {
    show({
      ...checkFields(fieldsFor(ui, !id()), edits.value, words()),
      ...(ui.lines && checkLines(ui.lines, edits.value, words())),
    });
    return Object.keys(errors.value).length === 0;
  }

  /** Loads what somebody else has saved meanwhile and keeps what was typed. */
  async function rebase(): Promise<void> {
    const [typed, base, known] = [edits.value, before.value, record.value?.id];
    if (known === undefined) return;
    await read(known);
    takeUp(typed, base);
  }

  async function save(): Promise<RecordView> {
    const body = bodyOf(ui, edits.value, before.value);
    const known = record.value;
    const view = known
      ? await (amending ? api.amend : api.update)(known.id, body, { version: known.version, idempotencyKey: intent })
      : await api.create(body, { idempotencyKey: intent });
    record.value = view;
    before.value = editsOf(ui, view);
    conflicts.value = [];
    settle();
    cache.setQueryData(['record', ui.path, view.id], view);
    await cache.invalidateQueries({ queryKey: ['list'] });
    await cache.invalidateQueries({ queryKey: ['part', ui.path, view.id] });
    return view;
  }

  return {
    ...{ record, before, edits, errors, conflicts, from, ready, failure, dirty },
    ...{ start, check, take, takeUp, choose, rebase, save },
  };
}
