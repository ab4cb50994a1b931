import { useDebounceFn } from '@vueuse/core';
import { computed, ref, watch, type Ref } from 'vue';
import type { Edits } from './document-ui';

/** What was typed, and the record that it was typed on; null for a new one. */
export interface Kept {
  at: string;
  shape: string;
  edits: Edits;
  before: Edits | null;
}

const isEdits = (value: unknown): value is Edits =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isKept(value: unknown): value is Kept {
  if (!isEdits(value)) return false;
  const { at, shape, edits, before } = value;
  return typeof at === 'string' && typeof shape === 'string' && isEdits(edits) && (before === null || isEdits(before));
}

/** Storage may be full, forbidden, or hold anything at all: none of it may stand in the way of the form. */
function read(key: string, shape: string): Kept | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (isKept(value) && value.shape === shape) return value;
    localStorage.removeItem(key);
  } catch {
    drop(key);
  }
  return null;
}
function write(key: string, kept: Kept): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}
function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to drop.
  }
}

interface Typed {
  edits: Ref<Edits>;
  before: Ref<Edits | null>;
  dirty: Ref<boolean>;
}

/**
 * Keeps what is typed on this computer until it is saved, so that nothing is lost. `shape` names the entries of the form:
 * what was kept by a form with other entries is dropped.
 */
export function useDraft(key: string, shape: string, { edits, before, dirty }: Typed) {
  const storageKey = `gx.draft.${key}`;
  const found = ref<Kept | null>(read(storageKey, shape));
  const keptAt = ref<string | null>(null);

  const keep = useDebounceFn(() => {
    if (!dirty.value) return;
    const at = new Date().toISOString();
    if (write(storageKey, { at, shape, edits: edits.value, before: before.value })) keptAt.value = at;
  }, 800);
  watch(edits, () => dirty.value && void keep(), { deep: true });

  function forget(): void {
    drop(storageKey);
    found.value = null;
    keptAt.value = null;
  }
  /** Hands the draft over; from then on it is what is typed. */
  function take(): Kept | null {
    const kept = found.value;
    found.value = null;
    return kept;
  }
  /** Offered only until the person starts anew. */
  const offered = computed(() => (dirty.value ? null : found.value));

  return { offered, keptAt, take, drop: forget };
}
