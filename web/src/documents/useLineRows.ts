import { computed, shallowRef, type Ref as VueRef } from 'vue';
import { useCurrencies } from '@/app/stores/currencies';
import type { Compute, Edits, LinesUi } from './document-ui';
import { filledLines } from './values';

/** The lines of a form and what they amount to. */
export function useLineRows(lines: LinesUi, edits: VueRef<Edits>) {
  const currencies = useCurrencies();
  const rows = computed<Edits[]>({
    get: () => (Array.isArray(edits.value[lines.key]) ? (edits.value[lines.key] as Edits[]) : []),
    set: (next) => (edits.value[lines.key] = next),
  });
  /** With the empty row at the end, where the next line begins. */
  const count = computed(() => rows.value.length + (lines.fixed ? 0 : 1));
  const digits = computed(() => currencies.digits(edits.value['currency']));
  const compute = shallowRef<Compute>();
  void lines.compute?.().then((loaded) => (compute.value = loaded));
  const computedAmounts = computed(() => compute.value?.(rows.value, edits.value, digits.value));
  const filled = computed(() => filledLines(lines, edits.value).length);
  const newLine = (): Edits => ({ ...lines.newLine?.(edits.value) });

  function setCell(row: number, changes: Edits): void {
    const next = rows.value.map((line) => ({ ...line }));
    while (next.length <= row) next.push(newLine());
    Object.assign(next[row] ?? {}, changes);
    rows.value = next;
  }

  return { rows, count, digits, computedAmounts, filled, newLine, setCell };
}
