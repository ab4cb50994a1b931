import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { inboxApi } from '@/api/auth';
import { useSession } from './stores/session';

const NOTHING = { approvals: 0, releases: 0, due: 0, mentions: 0 };

/** What waits for the person; asked for again every minute while the window is seen. */
export function useInbox() {
  const session = useSession();
  const query = useQuery({
    queryKey: ['inbox'],
    queryFn: () => inboxApi.read(),
    enabled: computed(() => session.me !== null),
    refetchInterval: 60_000,
  });
  const counts = computed(() => query.data.value?.counts ?? NOTHING);
  return { ...query, counts };
}
