import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { authApi } from '@/api/auth';
import { refresh, setAccessToken } from '@/api/http';
import type { FieldRule, Me, SignedIn } from '@/api/types';

/** Who is signed in and what they may do. The token itself stays in memory; the refresh cookie survives a reload. */
export const useSession = defineStore('session', () => {
  const me = shallowRef<Me | null>(null);
  const restored = ref(false);
  const all = computed(() => me.value?.permissions.includes('*') ?? false);
  const granted = computed(() => new Set(me.value?.permissions));

  const can = (permission: string): boolean => all.value || granted.value.has(permission);

  const fieldRule = (resource: string, field: string): FieldRule | undefined => me.value?.fieldRules[resource]?.[field];

  const hides = (resource: string, field: string): boolean => fieldRule(resource, field) === 'hidden';

  async function load(): Promise<void> {
    me.value = await authApi.me();
  }

  async function accept(answer: SignedIn): Promise<void> {
    setAccessToken(answer.accessToken);
    await load();
    restored.value = true;
  }

  /** Once per page load: takes up the session that the cookie holds, if there is one. */
  async function restore(): Promise<void> {
    if (restored.value) return;
    if (await refresh()) await load();
    restored.value = true;
  }

  function clear(): void {
    setAccessToken(null);
    me.value = null;
  }

  async function signOut(): Promise<void> {
    await authApi.signOut();
    clear();
  }

  return { me, can, fieldRule, hides, load, accept, restore, clear, signOut };
});
