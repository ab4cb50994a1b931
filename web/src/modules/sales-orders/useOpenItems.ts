import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { resourceApi } from '@/api/resource';
import type { Schemas } from '@/api/types';
import { oldestFirst } from './settling';

type Receivable = Schemas['ReceivableView'];
const PAGE = 200;
/** A receipt takes no more lines than this. */
const MOST = 500;

async function fetchAll(customerId: string, currency: string): Promise<Receivable[]> {
  const api = resourceApi('/sales-orders/receivables');
  const filter = { customerId, currency, side: 'debit', voided: false, 'openAmount[gt]': '0' };
  const found: Receivable[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.list({ ...filter, cursor, limit: PAGE, sort: 'createdAt' });
    found.push(...(page.items as unknown as Receivable[]));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && found.length < MOST);
  return oldestFirst(found);
}

/** What a customer owes in a currency, oldest first. Under `list`, so that it is asked for again after any act. */
export function useOpenItems(customerId: () => string | undefined, currency: () => string) {
  return useQuery({
    queryKey: computed(() => ['list', 'open-items', customerId(), currency()]),
    queryFn: () => fetchAll(customerId() ?? '', currency()),
    enabled: computed(() => customerId() !== undefined),
    staleTime: 0,
  });
}
