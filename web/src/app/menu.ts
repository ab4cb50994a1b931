import { computed } from 'vue';
import { modules } from '@/modules';
import type { ResourceUi } from '@/documents/document-ui';
import { useSession } from './stores/session';

/** The modules and resources that the person may open, in the order of the menu. */
export function useMenu() {
  const session = useSession();
  const readable = (ui: ResourceUi) => !ui.hiddenInMenu && session.can(`${ui.permission}.read`);
  const menu = computed(() =>
    [...modules]
      .sort((a, b) => a.order - b.order)
      .map((module) => ({ ...module, resources: module.resources.filter(readable) }))
      .filter((module) => module.resources.length > 0),
  );
  return { menu };
}
