import { computed, nextTick, ref, watch, type Ref as VueRef } from 'vue';
import { request } from '@/api/http';
import type { Page } from '@/api/types';
import { useDictionary } from '@/app/stores/dictionary';
import { useSession } from '@/app/stores/session';
import { toast } from '@/ui/toasts';
import { isRef, type Edits, type LineColumn, type LinesUi, type ResourceUi, type Row } from './document-ui';
import { cellText, copiedDown, isEntered, moved, parseCells, pasted, valueOf, type Position } from './lineGrid';
import { useTexts } from './useTexts';
import { filledLines } from './values';

const FEW = 8;

/** State and acts of the line editor; the component only draws and passes keys on. */
export function useLineGrid(ui: ResourceUi, lines: LinesUi, edits: VueRef<Edits>) {
  const { t, option, locale } = useTexts();
  const dictionary = useDictionary();
  const session = useSession();
  const columns = lines.columns;
  const entered = columns.filter(isEntered);
  const at = ref<Position>({ row: 0, column: 0 });
  const editing = ref(false);
  const text = ref('');
  const options = ref<Row[]>([]);
  const picked = ref(0);

  const rows = computed<Edits[]>({
    get: () => (Array.isArray(edits.value[lines.key]) ? (edits.value[lines.key] as Edits[]) : []),
    set: (next) => (edits.value[lines.key] = next),
  });
  const count = computed(() => rows.value.length + (lines.fixed ? 0 : 1));
  const digits = computed(() => session.me?.company.minorUnit ?? 2);
  const computedAmounts = computed(() => lines.compute?.(rows.value, edits.value, digits.value));
  const filled = computed(() => filledLines(lines, edits.value).length);
  const column = computed(() => entered[at.value.column]);
  const words = (of: LineColumn, value: string) =>
    of.dictionary ? dictionary.label(of.dictionary, value, locale.value) : option(ui, of.options ?? of.key, value);
  const valuesOf = (of: LineColumn): readonly string[] =>
    of.dictionary ? dictionary.entries(of.dictionary).map((entry) => entry.code) : (of.values ?? []);
  const newLine = (): Edits => ({ ...lines.newLine?.(edits.value) });

  let last = 0;
  async function find(of: LineColumn, q: string, limit = FEW): Promise<Row[]> {
    if (!of.source) return [];
    const query = { q: q.trim() || undefined, limit, ...of.source.query?.(edits.value) };
    const page = await request<Page<Row>>('GET', of.source.path, { query }).catch(() => ({ items: [] }));
    return page.items;
  }
  async function suggest(): Promise<void> {
    const now = column.value;
    if (!now) return;
    const mine = ++last;
    if (now.kind === 'choice') {
      const typed = text.value.trim();
      const all = valuesOf(now).map((value) => ({ id: value, name: words(now, value) }));
      options.value = all.filter((item) => item.name.includes(typed) || item.id.includes(typed));
    } else {
      const found = now.kind === 'reference' ? await find(now, text.value) : [];
      if (mine !== last) return;
      options.value = found;
    }
    picked.value = 0;
  }

  // The words of a dictionary may arrive after the cell was opened.
  watch(
    () => (editing.value && column.value?.dictionary ? valuesOf(column.value).length : 0),
    (length) => length > 0 && void suggest(),
  );

  function setCell(row: number, changes: Edits): void {
    const next = rows.value.map((line) => ({ ...line }));
    while (next.length <= row) next.push(newLine());
    Object.assign(next[row] ?? {}, changes);
    rows.value = next;
  }
  function start(initial?: string): void {
    const now = column.value;
    if (!now) return;
    text.value =
      initial ?? (now.kind === 'reference' || now.kind === 'choice' ? '' : cellText(now, rows.value[at.value.row]));
    editing.value = true;
    options.value = [];
    if (now.kind === 'reference' || now.kind === 'choice') void suggest();
  }
  function take(row: Row): void {
    const now = column.value;
    if (!now) return;
    if (now.kind === 'choice') setCell(at.value.row, { [now.key]: row['id'] });
    else if (isRef(row)) {
      const line = rows.value[at.value.row] ?? newLine();
      const ref = { id: row.id, name: now.source?.label?.(row) ?? row.name, code: row.code };
      setCell(at.value.row, { [now.key]: ref, ...now.fill?.(row, line, edits.value) });
    }
    editing.value = false;
  }
  /** Ends editing; false when the text is not a value of the column. */
  function commit(): boolean {
    const now = column.value;
    if (!editing.value || !now) return true;
    const option = options.value[picked.value];
    if (now.kind === 'reference' || now.kind === 'choice') {
      if (option && (text.value !== '' || now.kind === 'choice')) take(option);
      editing.value = false;
      return true;
    }
    const value = valueOf({ ...now, values: valuesOf(now) }, text.value, (v) => words(now, v));
    if (value === undefined) return false;
    editing.value = false;
    if (value !== null || rows.value[at.value.row]) setCell(at.value.row, { [now.key]: value });
    return true;
  }
  const cancel = () => (editing.value = false);
  const go = (key: string) => (at.value = moved(at.value, key, count.value, entered.length));
  const goTo = (row: number, key: string) => {
    const index = entered.findIndex((item) => item.key === key);
    if (index >= 0) at.value = { row, column: index };
  };
  function clear(): void {
    if (column.value && rows.value[at.value.row]) setCell(at.value.row, { [column.value.key]: null });
  }
  function removeRow(row: number): void {
    rows.value = rows.value.filter((_line, index) => index !== row);
    at.value = moved(at.value, '', count.value, entered.length);
  }
  function copyDown(): void {
    if (column.value) rows.value = copiedDown(rows.value, at.value, column.value);
  }
  function addRow(): void {
    at.value = { row: rows.value.length, column: 0 };
    void nextTick(() => start());
  }
  async function paste(clipboard: string): Promise<void> {
    const answer = await pasted(rows.value, entered, at.value, parseCells(clipboard), {
      newLine,
      words,
      find: async (of, q) => {
        const found = await find(of, q, 5);
        const row = found.find((item) => item['code'] === q || item['name'] === q || item['barcode'] === q);
        if (!row || !isRef(row)) return null;
        const ref = { id: row.id, name: of.source?.label?.(row) ?? row.name, code: row.code };
        return { ref, filled: of.fill?.(row, {}, edits.value) ?? {} };
      },
    });
    rows.value = answer.lines;
    if (answer.missed.length) {
      toast('warn', t('lines.not-matched', { n: answer.missed.length, cells: answer.missed.join('、') }), {
        detail: t('lines.not-matched-detail'),
      });
    }
  }

  return {
    columns,
    entered,
    at,
    editing,
    text,
    options,
    picked,
    rows,
    count,
    digits,
    computedAmounts,
    filled,
    column,
    words,
    valuesOf,
    suggest,
    start,
    take,
    commit,
    cancel,
    go,
    goTo,
    clear,
    removeRow,
    copyDown,
    addRow,
    paste,
    setCell,
    newLine,
  };
}

export type LineGrid = ReturnType<typeof useLineGrid>;
