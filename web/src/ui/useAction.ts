import { ref } from 'vue';
import { useProblemText } from './problem';
import { toast } from './toasts';

interface ActionOptions<Result> {
  /** Said when it worked; nothing is said without it. */
  success?: string | ((result: Result) => string);
  /** Takes the failure over; answers true when nothing more needs to be said. */
  failed?: (error: unknown) => boolean;
}

/** Runs something that may fail: keeps `loading`, says what happened, never throws. The only try/catch of the pages. */
export function useAction<Args extends unknown[], Result>(
  act: (...args: Args) => Promise<Result>,
  options: ActionOptions<Result> = {},
) {
  const loading = ref(false);
  const textOf = useProblemText();

  async function run(...args: Args): Promise<{ ok: true; result: Result } | { ok: false; error: unknown }> {
    if (loading.value) return { ok: false, error: null };
    loading.value = true;
    try {
      const result = await act(...args);
      const { success } = options;
      if (success) toast('ok', typeof success === 'function' ? success(result) : success);
      return { ok: true, result };
    } catch (error) {
      if (!options.failed?.(error)) {
        const { title, detail } = textOf(error);
        toast('bad', title, { detail });
      }
      return { ok: false, error };
    } finally {
      loading.value = false;
    }
  }

  return { run, loading };
}
