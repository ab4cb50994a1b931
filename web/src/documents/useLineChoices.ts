import { ref, shallowRef } from 'vue';
import { request } from '@/api/http';
import type { Page, Ref } from '@/api/types';
import { isRef, type Edits, type LineColumn, type LinesUi, type ResourceUi, type Row } from './document-ui';
import { useLineWords } from './useLineWords';

const FEW = 8;

/** What can be chosen in a cell: records found by name, or a closed set of words. */
export function useLineChoices(ui: ResourceUi, lines: LinesUi, edits: () => Edits) {
  const { words, valuesOf, sentences } = useLineWords(ui);
  const rows = () => (edits()[lines.key] as Edits[] | undefined) ?? [];
  const among = new Map(lines.columns.map(({ key, among: narrow }) => [key, narrow?.(rows)]));
  const valuesIn = (of: LineColumn, line: Edits = {}) => among.get(of.key)?.(line) ?? valuesOf(of);
  const options = ref<Row[]>([]);
  const picked = ref(-1);
  /** What is good to know of the options beside their names, by id. */
  const figures = shallowRef<Record<string, string>>({});
  /** What was typed when the options were found. */
  const found = ref('');

  async function find(of: LineColumn, q: string, limit = FEW): Promise<Row[]> {
    if (!of.source) return [];
    const query = { q: q.trim() || undefined, limit, ...of.source.query?.(edits()) };
    const page = await request<Page<Row>>('GET', of.source.path, { query }).catch(() => ({ items: [] }));
    return page.items;
  }

  let last = 0;
  /** Before anything is typed, what the cell holds is marked, or nothing: a bare Enter changes nothing. */
  async function suggest(of: LineColumn, typed: string, line: Edits = {}): Promise<void> {
    const mine = ++last;
    const wanted = typed.trim();
    if (of.kind === 'choice') {
      const all = valuesIn(of, line).map((value) => ({ id: value, name: words(of, value) }));
      options.value = all.filter((item) => item.name.includes(wanted) || item.id.includes(wanted));
    } else {
      const rows = of.kind === 'reference' ? await find(of, typed) : [];
      if (mine !== last) return;
      options.value = rows;
      void of.source?.figures?.(rows, edits()).then(
        (all) => (figures.value = mine === last ? all : figures.value),
        () => undefined,
      );
    }
    found.value = typed;
    const value = line[of.key];
    const held = isRef(value) ? value.id : value;
    picked.value = wanted ? 0 : options.value.findIndex((row) => row['id'] === held);
  }
  function mark(step: 1 | -1): void {
    const { length } = options.value;
    const from = picked.value < 0 && step < 0 ? length : picked.value;
    picked.value = (from + step + length) % length;
  }
  function forget(): void {
    last += 1;
    options.value = [];
  }

  /** The entries of a line that a chosen record or word makes. */
  function chosen(of: LineColumn, row: Row, line: Edits): Edits {
    if (of.kind === 'choice') return { [of.key]: row['id'] };
    if (!isRef(row)) return {};
    const reference: Ref = { id: row.id, name: of.source?.label?.(row) ?? row.name, code: row.code };
    return { [of.key]: reference, ...of.fill?.(row, line, edits()) };
  }

  return { options, picked, found, figures, words, valuesIn, sentences, find, suggest, mark, forget, chosen };
}
