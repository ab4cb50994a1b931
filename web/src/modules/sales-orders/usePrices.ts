import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref as VueRef } from 'vue';
import { request } from '@/api/http';
import type { Schemas } from '@/api/types';

export type EarlierPrice = Schemas['EarlierPriceView'];

/** What this customer was asked for this product before. */
export function usePrices(customerId: VueRef<string | undefined>, productId: VueRef<string | undefined>) {
  const asked = computed(() => customerId.value !== undefined && productId.value !== undefined);
  const { data } = useQuery({
    queryKey: computed(() => ['list', '/sales-orders/prices', customerId.value, productId.value]),
    queryFn: ({ signal }) =>
      request<Schemas['EarlierPricesView']>(
        'GET',
        `/sales-orders/prices/${customerId.value ?? ''}/${productId.value ?? ''}`,
        { signal },
      ),
    enabled: asked,
  });
  return computed(() => (asked.value ? data.value?.items : undefined));
}
