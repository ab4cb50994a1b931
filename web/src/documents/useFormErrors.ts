import { ref, watch, type Ref } from 'vue';
import { ApiError } from '@/api/error';
import type { Edits, ResourceUi } from './document-ui';
import type { Errors } from './formRules';
import { heldBy, placed } from './problems';

/** The problems of a form, each shown until its entry changes. */
export function useFormErrors(ui: ResourceUi, edits: Ref<Edits>) {
  const errors = ref<Errors>({});
  let held: Record<string, string> = {};

  function show(found: Errors): void {
    errors.value = found;
    held = Object.fromEntries(Object.keys(found).map((entry) => [entry, heldBy(edits.value, entry)]));
  }
  watch(
    () => JSON.stringify(edits.value),
    () => {
      for (const entry of Object.keys(errors.value))
        if (heldBy(edits.value, entry) !== held[entry]) delete errors.value[entry];
    },
  );
  /** Problems of the server land beside what they are about; answers whether they all did. */
  function take(error: unknown): boolean {
    if (!(error instanceof ApiError)) return false;
    const found = placed(ui, edits.value, error);
    show(found.errors);
    return found.all;
  }

  return { errors, show, take };
}
