import { watch, type Ref as VueRef } from 'vue';
import { request } from '@/api/http';
import type { Page } from '@/api/types';
import { isRef, resolve, type Edits, type Field, type ReferenceSource, type Row } from './document-ui';
import { isBlank } from './values';

/** The one record that there is to choose from; undefined where there are several, or none that this person may see. */
async function onlyOne(source: ReferenceSource, edits: Edits): Promise<Row | undefined> {
  const query = { limit: 2, ...source.query?.(edits) };
  const { items } = await request<Page<Row>>('GET', source.path, { query }).catch(() => ({ items: [] }));
  return items.length === 1 ? items[0] : undefined;
}

/** Puts the only record there is into fields that ask for it, so that nobody chooses what is no choice. */
export function useSole(fields: Field[], edits: VueRef<Edits>) {
  const asking = fields.filter(({ sole }) => sole);
  const put = new Map<string, string>();
  const isOpen = ({ key, visible }: Field) => isBlank(edits.value[key]) && resolve(visible, edits.value, true);

  async function fillOne(field: Field): Promise<void> {
    const { key, source } = field;
    const row = source && isOpen(field) ? await onlyOne(source, edits.value) : undefined;
    if (!isRef(row) || !isOpen(field)) return;
    const entries = { [key]: { id: row.id, name: row.name, code: row.code }, ...field.fill?.(row, edits.value) };
    for (const [entry, value] of Object.entries(entries)) if (isBlank(edits.value[entry])) edits.value[entry] = value;
    put.set(key, row.id);
  }
  const fill = () => Promise.all(asking.map(fillOne));
  /** What was put in and not chosen is of no use when there is something else to choose from, as with another company. */
  watch(
    () => JSON.stringify(asking.map(({ source }) => source?.query?.(edits.value))),
    () => {
      if (put.size === 0) return;
      for (const [key, id] of put) {
        const value = edits.value[key];
        if (isRef(value) && value.id === id) edits.value[key] = null;
      }
      put.clear();
      void fill();
    },
  );

  return { fill };
}
