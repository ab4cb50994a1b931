import { useEventListener } from '@vueuse/core';
import { ref, type Ref } from 'vue';
import { useRouter, type RouteLocationNormalized } from 'vue-router';

/** Asks before unsaved entries are left behind, also when the window is closed. */
export function useLeaveGuard(dirty: Ref<boolean>) {
  const router = useRouter();
  const asking = ref(false);
  let wanted: RouteLocationNormalized | null = null;
  let agreed = false;

  function check(to: RouteLocationNormalized): boolean {
    if (!dirty.value || agreed) return true;
    wanted = to;
    asking.value = true;
    return false;
  }
  function leave(): void {
    agreed = true;
    asking.value = false;
    if (wanted) void router.push(wanted.fullPath);
  }
  useEventListener(window, 'beforeunload', (event: BeforeUnloadEvent) => {
    if (dirty.value) event.preventDefault();
  });

  return { asking, check, leave };
}
