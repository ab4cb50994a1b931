import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { ActName, DocumentView } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { approvalState } from './approval';
import type { ResourceUi } from './document-ui';
import type { DocumentHandle } from './useDocument';

/** The approval that a document is in, or its amendment while one is under way, and what this person can do about it. */
export function useApproval(ui: ResourceUi, document: DocumentHandle, view: () => DocumentView | undefined) {
  const session = useSession();
  const status = computed(() => view()?.amendment?.status ?? view()?.status);
  const acts = computed(() => view()?.amendment?.acts ?? view()?.acts ?? []);
  const { data } = useQuery({
    queryKey: computed(() => ['part', ui.path, view()?.id, 'approval', view()?.version]),
    queryFn: () => document.api.approval(view()?.id ?? ''),
    enabled: computed(() => ui.kind === 'document' && ['pending', 'rejected'].includes(status.value ?? '')),
  });
  const approval = computed(
    () => data.value?.current ?? (status.value === 'rejected' ? (data.value?.history[0] ?? null) : null),
  );
  const state = computed(() =>
    approval.value ? approvalState(approval.value, data.value?.authors ?? [], session.me?.id) : null,
  );
  /** Whether who decides is not told, because it depends on what is hidden from this person. */
  const withheld = computed(() => data.value?.withheld ?? false);
  const release = computed(() => approval.value?.kind === 'release');
  const allowed = (act: ActName) => acts.value.some((item) => item.act === act && item.allowed);
  /** Whether it is this person's turn. */
  const deciding = computed(() => allowed('approve') && state.value?.mine !== undefined);

  return { status, approval, state, withheld, release, allowed, deciding };
}
