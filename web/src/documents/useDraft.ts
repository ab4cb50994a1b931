import { useDebounceFn } from '@vueuse/core';
import { computed, ref, watch, type Ref } from 'vue';
import type { Edits } from './document-ui';

interface Kept {
  at: string;
  edits: Edits;
}

function read(key: string): Kept | null {
  const text = localStorage.getItem(key);
  if (!text) return null;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && 'at' in value && 'edits' in value ? (value as Kept) : null;
}

/** Keeps what is typed on this computer until it is saved, so that nothing is lost. */
export function useDraft(key: string, edits: Ref<Edits>, dirty: Ref<boolean>) {
  const storageKey = `gx.draft.${key}`;
  const found = ref<Kept | null>(read(storageKey));
  const keptAt = ref<string | null>(null);

  const keep = useDebounceFn(() => {
    if (!dirty.value) return;
    const at = new Date().toISOString();
    localStorage.setItem(storageKey, JSON.stringify({ at, edits: edits.value }));
    keptAt.value = at;
  }, 800);
  watch(edits, () => dirty.value && void keep(), { deep: true });

  function drop(): void {
    localStorage.removeItem(storageKey);
    found.value = null;
    keptAt.value = null;
  }
  function use(): void {
    if (found.value) edits.value = { ...edits.value, ...found.value.edits };
    found.value = null;
  }
  /** Offered only until the person starts anew. */
  const offered = computed(() => (dirty.value ? null : found.value));

  return { offered, keptAt, use, drop };
}
