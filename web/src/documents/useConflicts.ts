import { ref, type Ref } from 'vue';
import type { Edits, ResourceUi } from './document-ui';
import { chosen, merge, type Conflict } from './merge';

/** What somebody else changed too, while this person was typing. */
export function useConflicts(ui: ResourceUi, edits: Ref<Edits>, before: Ref<Edits | null>) {
  const conflicts = ref<Conflict[]>([]);

  /** Puts what was typed on another state of the record onto the present one. */
  function takeUp(typed: Edits, base: Edits | null): void {
    if (!before.value || !base) {
      edits.value = { ...edits.value, ...typed };
      return;
    }
    const merged = merge(ui, base, typed, before.value);
    edits.value = merged.edits;
    conflicts.value = merged.conflicts;
  }
  function choose(conflict: Conflict, value: unknown): void {
    edits.value = chosen(ui, edits.value, conflict, value);
  }

  return { conflicts, takeUp, choose };
}
