import { computed, ref, shallowRef } from 'vue';
import { ApiError } from '@/api/error';
import type { Foreseen, RecordView } from '@/api/types';
import { useProblemText } from '@/ui/problem';
import { awaitsDecision } from './approval';
import { changesOf, type Change } from './consequences';
import type { ResourceUi } from './document-ui';
import type { DocumentHandle } from './useDocument';

/** Acts whose consequences can be tried out. */
const TRIED = new Set(['submit', 'withdraw', 'approve', 'reject', 'close', 'void']);

const NOTHING: Foreseen = { approvers: [], moves: [] };

/** What an act would do, or why it is refused, asked of the server before the act. */
export function useConsequences(ui: ResourceUi, document: DocumentHandle) {
  const textOf = useProblemText();
  const changes = shallowRef<Change[]>([]);
  const foreseen = shallowRef<Foreseen>(NOTHING);
  const refusal = ref('');
  const atOnce = ref(false);
  const asking = ref(false);
  let last = 0;

  async function foresee(act: string, input: Record<string, unknown>): Promise<void> {
    const mine = ++last;
    changes.value = [];
    foreseen.value = NOTHING;
    refusal.value = '';
    atOnce.value = false;
    const now = document.record.value;
    asking.value = ui.kind === 'document' && TRIED.has(act) && now !== undefined;
    if (!asking.value || !now) return;
    const answer = await document.tryAct(act, input).catch((error: unknown) => error);
    if (mine !== last) return;
    asking.value = false;
    if (!(answer instanceof Error)) {
      const view = answer as RecordView;
      changes.value = changesOf(ui, now, view);
      foreseen.value = (view as { foreseen?: Foreseen }).foreseen ?? NOTHING;
      atOnce.value = act === 'submit' && !awaitsDecision(view);
    }
    // Without an answer nothing is foreseen, and nobody is kept from trying.
    else if (answer instanceof ApiError && answer.status !== 0) refusal.value = textOf(answer).title;
  }

  return { changes, foreseen, refusal, atOnce, asking: computed(() => asking.value), foresee };
}
