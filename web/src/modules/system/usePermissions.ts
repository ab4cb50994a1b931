import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { request } from '@/api/http';
import type { Schemas } from '@/api/types';
import { byLife } from './actions';

export interface PermissionGroup {
  module: string;
  name: string;
  resources: { id: string; name: string; items: Schemas['PermissionView'][] }[];
}

/** Every permission there is, by module and resource, with names in the person's language. */
export function usePermissions() {
  const { t, te } = useI18n();
  const { data, error, refetch } = useQuery({
    queryKey: ['permissions'],
    queryFn: () => request<Schemas['PermissionsView']>('GET', '/system/permissions'),
    staleTime: Infinity,
  });
  const named = (key: string, otherwise: string) => (te(key) ? t(key) : otherwise);

  const groups = computed<PermissionGroup[]>(() => {
    const found = new Map<string, PermissionGroup>();
    for (const item of data.value?.items ?? []) {
      const group = found.get(item.module) ?? {
        module: item.module,
        name: named(`${item.module}.title`, item.module),
        resources: [],
      };
      found.set(item.module, group);
      const id = `${item.module}.${item.resource}`;
      const resource = group.resources.find((known) => known.id === id);
      if (resource) resource.items.push(item);
      else group.resources.push({ id, name: named(`${id}.many`, item.resource), items: [item] });
    }
    for (const { resources } of found.values()) for (const { items } of resources) items.sort(byLife);
    return [...found.values()];
  });
  const actionName = (action: string) => named(`system.options.action.${action}`, action);

  return { groups, actionName, error, refetch };
}
