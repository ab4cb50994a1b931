import { computed } from 'vue';
import type { ResourceUi } from './document-ui';

const known = new Map<string, ResourceUi>();

/** Resources find each other by id here (`<module>.<resource>`), so that lower modules need not import upper ones. */
export function registerResources(resources: ResourceUi[]): void {
  for (const ui of resources) known.set(ui.permission, ui);
}

export const resourceById = (id: string): ResourceUi | undefined => known.get(id);

/** By the short type that documents carry, such as `sales-order`. */
export const resourceByType = (type: string): ResourceUi | undefined =>
  [...known.values()].find((ui) => ui.resource === type);

/** The page of a record, by the type and the id with which others name it. */
export function pageOf(type: unknown, id: unknown): string | undefined {
  const ui = resourceByType(String(type));
  return ui && `${ui.path}/${String(id)}`;
}

export const allResources = (): ResourceUi[] => [...known.values()];

export const useResourceByType = (type: () => string) => computed(() => resourceByType(type()));
