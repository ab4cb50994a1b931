import { Check, X } from '@lucide/vue';
import { computed, ref } from 'vue';
import type { ActName, DocumentView } from '@/api/types';
import type { ResourceUi } from './document-ui';
import type { useActs } from './useActs';
import { useApproval } from './useApproval';
import type { DocumentHandle } from './useDocument';
import { useTexts } from './useTexts';

/** The acts at the foot of a page, where the decision comes first as long as it is this person's turn. */
export function useDecision(
  ui: ResourceUi,
  document: DocumentHandle,
  { acts, primary, secondary, rest }: ReturnType<typeof useActs>,
) {
  const { t } = useTexts();
  const { deciding, release } = useApproval(ui, document, () => document.record.value as DocumentView | undefined);
  /** The decision that is asked about. */
  const asked = ref<ActName | null>(null);
  const foot = computed(() =>
    deciding.value
      ? {
          primary: { name: 'approve', label: t(release.value ? 'acts.release' : 'acts.approve'), icon: Check },
          secondary: { name: 'reject', label: t('acts.reject'), icon: X, danger: true },
          rest: acts.value,
        }
      : { primary: primary.value, secondary: secondary.value, rest: rest.value },
  );

  return { foot, asked };
}
