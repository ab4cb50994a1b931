import { useQueryClient } from '@tanstack/vue-query';
import { computed, ref, shallowRef, watch } from 'vue';
import { ApiError } from '@/api/error';
import { request } from '@/api/http';
import { resourceApi } from '@/api/resource';
import type { RecordView } from '@/api/types';
import type { Edits, Field, ResourceUi, Row } from './document-ui';
import { resolve } from './document-ui';
import { bodyOf, editsOf, emptyEdits, fieldOfPointer, fieldsFor, filledLines, isBlank } from './values';

export type Errors = Record<string, string>;

/** Entries that the address brings along: `?customer=<id>` and `?from=<type>:<id>`. */
async function presetEdits(ui: ResourceUi, query: Record<string, string>): Promise<{ edits: Edits; from: string }> {
  const edits: Edits = {};
  let from = '';
  const [type = '', id = ''] = (query['from'] ?? '').split(':');
  const origin = ui.origins?.[type];
  if (origin && id) {
    const view = await request<Row>('GET', `${origin.path}/${id}`);
    Object.assign(edits, origin.map(view));
    from = String(view['number'] ?? '');
  }
  for (const field of fieldsFor(ui, true)) {
    const wanted = query[field.key];
    if (field.kind !== 'reference' || !wanted || !field.source) continue;
    const row = await request<Row>('GET', `${field.source.path}/${wanted}`);
    edits[field.key] = { id: wanted, name: field.source.label?.(row) ?? String(row['name'] ?? '') };
    Object.assign(edits, field.fill?.(row, edits));
  }
  return { edits, from };
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** The problems that can be seen before asking the server. */
export function checkFields(fields: Field[], edits: Edits, words: { required: string; number: string }): Errors {
  const errors: Errors = {};
  for (const field of fields) {
    if (!resolve(field.visible, edits, true)) continue;
    const value = edits[field.key];
    if (isBlank(value)) {
      if (resolve(field.required, edits, false)) errors[field.key] = words.required;
    } else if (['decimal', 'percent', 'integer'].includes(field.kind) && !NUMBER.test(String(value))) {
      errors[field.key] = words.number;
    }
  }
  return errors;
}

/** What a person is typing, apart from the record: dirty or not, wrong or not, saved or not. */
export function useForm(ui: ResourceUi, id: () => string | undefined, words: { required: string; number: string }) {
  const api = resourceApi(ui.path);
  const cache = useQueryClient();
  const record = shallowRef<RecordView | null>(null);
  const before = shallowRef<Edits | null>(null);
  const edits = ref<Edits>({});
  const errors = ref<Errors>({});
  const from = ref('');
  const ready = ref(false);
  const failure = shallowRef<unknown>(null);
  let clean = '';
  // One key per intent: repeating a save that was cut off is the same save.
  let intent = crypto.randomUUID();

  const dirty = computed(() => ready.value && JSON.stringify(edits.value) !== clean);
  const settle = () => {
    clean = JSON.stringify(edits.value);
    intent = crypto.randomUUID();
  };

  async function load(query: Record<string, string>): Promise<void> {
    failure.value = null;
    const known = id();
    if (known) {
      record.value = await api.get(known);
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

  watch(
    () => JSON.stringify(edits.value),
    () => {
      for (const field of Object.keys(errors.value)) {
        if (!isBlank(edits.value[field])) delete errors.value[field];
      }
    },
  );

  function check(): boolean {
    errors.value = checkFields(fieldsFor(ui, !id()), edits.value, words);
    if (ui.lines) Object.assign(errors.value, lineErrors());
    return Object.keys(errors.value).length === 0;
  }
  function lineErrors(): Errors {
    const { lines } = ui;
    const found: Errors = {};
    if (!lines) return found;
    filledLines(lines, edits.value).forEach((line, index) => {
      for (const column of lines.columns) {
        const value = line[column.key];
        const name = `${lines.key}.${index}.${column.key}`;
        if (column.required && isBlank(value)) found[name] = words.required;
        if (['decimal', 'percent'].includes(column.kind) && !isBlank(value) && !NUMBER.test(String(value)))
          found[name] = words.number;
      }
    });
    return found;
  }

  /** Server problems land on their fields; answers whether they all did. */
  function take(error: unknown): boolean {
    if (!(error instanceof ApiError) || error.fields.length === 0) return false;
    errors.value = Object.fromEntries(error.fields.map((item) => [fieldOfPointer(ui, item.pointer), item.detail]));
    return true;
  }

  async function save(): Promise<RecordView> {
    const body = bodyOf(ui, edits.value, before.value);
    const known = record.value;
    const view = known
      ? await api.update(known.id, body, { version: known.version, idempotencyKey: intent })
      : await api.create(body, { idempotencyKey: intent });
    record.value = view;
    before.value = editsOf(ui, view);
    settle();
    cache.setQueryData(['record', ui.path, view.id], view);
    await cache.invalidateQueries({ queryKey: ['list'] });
    await cache.invalidateQueries({ queryKey: ['part', ui.path, view.id] });
    return view;
  }

  async function submit(view: RecordView): Promise<RecordView> {
    const answer = await api.act(view.id, 'submit', {}, { version: view.version });
    cache.setQueryData(['record', ui.path, view.id], answer);
    await cache.invalidateQueries({ queryKey: ['list'] });
    return answer;
  }

  return { record, edits, errors, from, ready, failure, dirty, start, check, take, save, submit, settle };
}

export type FormHandle = ReturnType<typeof useForm>;
