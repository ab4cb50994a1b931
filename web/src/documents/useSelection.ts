import { computed, ref, watch, type Ref } from 'vue';
import type { RecordView } from '@/api/types';

/** The rows that a person has ticked, and the one that the keyboard stands on. */
export function useSelection(rows: Ref<RecordView[]>) {
  const chosen = ref(new Set<string>());
  const current = ref(-1);

  watch(rows, (now) => {
    const known = new Set(now.map((row) => row.id));
    chosen.value = new Set([...chosen.value].filter((id) => known.has(id)));
    if (current.value >= now.length) current.value = now.length - 1;
  });

  const selected = computed(() => rows.value.filter((row) => chosen.value.has(row.id)));
  const all = computed(() => rows.value.length > 0 && chosen.value.size === rows.value.length);

  function toggle(id: string): void {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  }
  const toggleAll = () => {
    chosen.value = all.value ? new Set() : new Set(rows.value.map((row) => row.id));
  };
  const clear = () => {
    chosen.value = new Set();
  };
  const step = (by: number) => {
    current.value = Math.min(rows.value.length - 1, Math.max(0, current.value + by));
  };
  const currentRow = computed(() => rows.value[current.value]);

  return { chosen, current, currentRow, selected, all, toggle, toggleAll, clear, step };
}

export type Selection = ReturnType<typeof useSelection>;
