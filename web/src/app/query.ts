import { QueryClient } from '@tanstack/vue-query';
import { ApiError } from '@/api/error';

const MINUTE = 60_000;

/** Answers of the server, kept while they are fresh. Only a lost connection is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: MINUTE / 2,
      refetchOnWindowFocus: true,
      retry: (count, error) => error instanceof ApiError && error.status === 0 && count < 2,
    },
  },
});
