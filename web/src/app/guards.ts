import type { NavigationGuardWithThis } from 'vue-router';
import { authApi } from '@/api/auth';
import { useSession } from './stores/session';

/**
 * Everything but the bare pages needs a session. Missing rights don't redirect: the page says what is missing, and the
 * address stays what it was.
 */
export const guard: NavigationGuardWithThis<undefined> = async (to) => {
  if (to.meta.anonymous) return true;
  const session = useSession();
  await session.restore().catch(() => undefined);
  if (session.me) return true;
  const state = await authApi.state().catch(() => null);
  if (state?.setupNeeded) return { name: 'setup' };
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
};
