import { useQueryClient } from '@tanstack/vue-query';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '@/api/error';
import { resourceApi } from '@/api/resource';
import type { RecordView } from '@/api/types';
import type { Edits, ResourceUi } from './document-ui';
import { checkFields, checkLines, presetEdits, type Errors, type Words } from './formRules';
import { heldBy, placed } from './problems';
import { bodyOf, editsOf, emptyEdits, fieldsFor } from './values';

/** What a person is typing, apart from the record: dirty or not, wrong or not, saved or not. */
export function useForm(ui: ResourceUi, id: () => string | undefined, words: Words, amending = false) {
  const api = resourceApi(ui.path);
  const cache = useQueryClient();
  const record = shallowRef<RecordView | null>(null);
  const before = shallowRef<Edits | null>(null);
  const edits = ref<Edits>({});
  const errors = ref<Errors>({});
  let held: Record<string, string> = {};
  const from = ref('');
  const ready = ref(false);
  const failure = shallowRef<unknown>(null);
  const clean = ref('');
  // One key per intent: repeating a save that was cut off is the same save.
  let intent = crypto.randomUUID();

  const dirty = computed(() => ready.value && JSON.stringify(edits.value) !== clean.value);
  const settle = () => {
    clean.value = JSON.stringify(edits.value);
    intent = crypto.randomUUID();
  };

  async function load(query: Record<string, string>): Promise<void> {
    failure.value = null;
    const known = id();
    if (known) {
      record.value = amending ? await api.amendment(known) : await api.get(known);
      before.value = editsOf(ui, record.value);
      edits.value = structuredClone(before.value);
    } else {
      const preset = await presetEdits(ui, query);
      from.value = preset.from;
      edits.value = { ...emptyEdits(ui), ...preset.edits };
    }
    settle();
    ready.value = true;
  }
  const start = (query: Record<string, string>) =>
    load(query).catch((error: unknown) => {
      failure.value = error;
    });

  /** Shows problems, each until its entry changes. */
  function show(found: Errors): void {
    errors.value = found;
    held = Object.fromEntries(Object.keys(found).map((entry) => [entry, heldBy(ui, edits.value, entry)]));
  }
  watch(
    () => JSON.stringify(edits.value),
    () => {
      for (const entry of Object.keys(errors.value))
        if (heldBy(ui, edits.value, entry) !== held[entry]) delete errors.value[entry];
    },
  );

  function check(): boolean {
    show({
      ...checkFields(fieldsFor(ui, !id()), edits.value, words),
      ...(ui.lines && checkLines(ui.lines, edits.value, words)),
    });
    return Object.keys(errors.value).length === 0;
  }
  /** Problems of the server land beside what they are about; answers whether they all did. */
  function take(error: unknown): boolean {
    if (!(error instanceof ApiError)) return false;
    const found = placed(ui, edits.value, error);
    show(found.errors);
    return found.all;
  }

  async function save(): Promise<RecordView> {
    const body = bodyOf(ui, edits.value, before.value);
    const known = record.value;
    const view = known
      ? await (amending ? api.amend : api.update)(known.id, body, { version: known.version, idempotencyKey: intent })
      : await api.create(body, { idempotencyKey: intent });
    record.value = view;
    before.value = editsOf(ui, view);
    settle();
    cache.setQueryData(['record', ui.path, view.id], view);
    await cache.invalidateQueries({ queryKey: ['list'] });
    await cache.invalidateQueries({ queryKey: ['part', ui.path, view.id] });
    return view;
  }

  return { record, edits, errors, from, ready, failure, dirty, start, check, take, save };
}
