import { computed, ref, shallowRef, watch, type Ref as VueRef } from 'vue';
import { isEntered, isRef, type Edits, type LineColumn, type LinesUi, type ResourceUi } from './document-ui';
import { cellText, copiedDown, moved, parseCells, pasted, valueOf, type Cell, type Position } from './lineGrid';
import { cellFault } from './formRules';
import { useLineChoices } from './useLineChoices';
import { useLineRows } from './useLineRows';

const isPicked = (column: LineColumn) => column.kind === 'reference' || column.kind === 'choice';

/** Where the grid stands, and what is typed there. */
function useLineCell(ui: ResourceUi, lines: LinesUi, edits: VueRef<Edits>) {
  const lineRows = useLineRows(lines, edits);
  const choices = useLineChoices(ui, lines, () => edits.value);
  const { rows } = lineRows;
  const entered = lines.columns.filter(isEntered);
  const at = ref<Position>({ row: 0, column: 0 });
  const editing = ref(false);
  const text = ref('');
  const column = computed(() => entered[at.value.column]);

  const faultOf = (of: LineColumn, row: number) => cellFault(of, rows.value[row]?.[of.key], choices.sentences());
  const line = () => rows.value[at.value.row];
  const suggest = async () => {
    if (column.value) await choices.suggest(column.value, text.value, line());
  };
  const awaited = () => (editing.value && column.value?.dictionary ? choices.valuesIn(column.value, line()).length : 0);
  // The words of a dictionary, or which of them a line has, may arrive after the cell was opened.
  watch(awaited, (length) => length > 0 && void suggest());

  function open(initial: string): void {
    text.value = initial;
    editing.value = true;
    choices.forget();
  }
  function start(): void {
    const now = column.value;
    if (!now) return;
    // What is chosen is chosen anew, what is wrong is mended.
    open(isPicked(now) && !faultOf(now, at.value.row) ? '' : cellText(now, line()));
    if (isPicked(now)) void suggest();
  }
  /** Whoever types replaces what the cell holds, letter by letter or with an input method. */
  function type(): void {
    if (column.value && !editing.value) open('');
  }

  const state = { columns: lines.columns, fixed: lines.fixed, entered, at, editing, text, column };
  return { ...lineRows, ...choices, ...state, faultOf, line, suggest, start, type };
}

/** State and acts of the line editor; the component only draws and passes keys on. */
export function useLineGrid(ui: ResourceUi, lines: LinesUi, edits: VueRef<Edits>) {
  const cell = useLineCell(ui, lines, edits);
  const { rows, count, entered, at, editing, text, column, line, newLine, setCell } = cell;

  const held = () => {
    const value = line()?.[column.value?.key ?? ''];
    return isRef(value) ? value.id : value;
  };
  function put(row: Edits, place: Position): void {
    const now = entered[place.column];
    if (now) setCell(place.row, cell.chosen(now, row, rows.value[place.row] ?? newLine()));
  }
  function take(row: Edits): void {
    put(row, at.value);
    editing.value = false;
  }
  /** Fast typists are ahead of the suggestions: the first match is put in when it arrives, wherever they type by then. */
  async function takeFirst(now: LineColumn, typed: string, place: Position): Promise<void> {
    const [first] = await cell.find(now, typed, 1);
    if (first) put(first, place);
    else setCell(place.row, { [now.key]: typed });
  }
  function commitPick(now: LineColumn, pick: boolean): boolean {
    const typed = text.value.trim();
    const option = pick ? cell.options.value[cell.picked.value] : undefined;
    const ahead = now.kind === 'reference' && cell.found.value !== text.value;
    editing.value = false;
    if (option && !ahead) {
      if (option['id'] !== held()) take(option);
    } else if (pick && typed && now.kind === 'reference') void takeFirst(now, typed, { ...at.value });
    else if (typed) return keep(now, typed);
    return true;
  }
  /** A text that is no value of its column stays in the cell, which stays open. */
  function keep(now: LineColumn, typed: string): boolean {
    setCell(at.value.row, { [now.key]: typed });
    editing.value = true;
    return false;
  }
  /** Ends editing; false when the text is not a value of the column. `pick` takes what is marked in the picker. */
  function commit(pick = false): boolean {
    const now = column.value;
    if (!editing.value || !now) return true;
    if (isPicked(now)) return commitPick(now, pick);
    const value = valueOf(now, text.value, (v) => cell.words(now, v));
    if (value === undefined) return keep(now, text.value.trim());
    editing.value = false;
    if (value !== null || line()) setCell(at.value.row, { [now.key]: value });
    return true;
  }
  /** Whoever goes elsewhere leaves the cell as it is, wrong or not. */
  function leave(): void {
    commit();
    editing.value = false;
  }
  const cancel = () => (editing.value = false);
  const go = (key: string) => (at.value = moved(at.value, key, count.value, entered.length));

  return { ...cell, take, commit, leave, cancel, go, ...useLineEdits(cell, go) };
}

type LineCell = ReturnType<typeof useLineCell>;

/** What is done to whole cells and rows. */
function useLineEdits(grid: LineCell, go: (key: string) => void) {
  const { rows, at, column, entered, start } = grid;
  /** What the last paste left unmatched. */
  const missed = shallowRef<Cell[]>([]);
  /** How many of its cells had no place. */
  const beyond = ref(0);
  function forgetPaste(): void {
    missed.value = [];
    beyond.value = 0;
  }

  const goTo = (row: number, key: string) => {
    const index = entered.findIndex((item) => item.key === key);
    if (index >= 0) at.value = { row, column: index };
  };
  function clear(): void {
    if (column.value && rows.value[at.value.row]) grid.setCell(at.value.row, { [column.value.key]: null });
  }
  function removeRow(row: number): void {
    rows.value = rows.value.filter((_line, index) => index !== row);
    forgetPaste();
    go('');
  }
  function copyDown(): void {
    if (column.value) rows.value = copiedDown(rows.value, at.value, column.value);
  }
  function addRow(): void {
    at.value = { row: rows.value.length, column: 0 };
    // At once, so that the cell is there when the focus follows with the next rendering.
    start();
  }
  async function match(of: LineColumn, q: string) {
    const found = await grid.find(of, q, 5);
    const row = found.find((item) => item['code'] === q || item['name'] === q || item['barcode'] === q);
    if (!row) return null;
    const { [of.key]: reference, ...filled } = grid.chosen(of, row, {});
    return isRef(reference) ? { ref: reference, filled } : null;
  }
  async function paste(clipboard: string): Promise<void> {
    const helpers = { newLine: grid.fixed ? undefined : grid.newLine, words: grid.words, find: match };
    const answer = await pasted(rows.value, entered, at.value, parseCells(clipboard), helpers);
    rows.value = answer.lines;
    missed.value = answer.missed;
    beyond.value = answer.beyond;
  }

  return { missed, beyond, forgetPaste, goTo, clear, removeRow, copyDown, addRow, paste };
}

export type LineGrid = ReturnType<typeof useLineGrid>;
