import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { request } from '@/api/http';
import type { Page, Schemas } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { isRef, type Edits } from '@/documents/document-ui';

const PAGE = 200;

/** What of a product matters to a line. Fields that the reader's role hides are missing. */
export type ProductFacts = Pick<Schemas['ProductRow'], 'id' | 'kind' | 'unit' | 'units'> &
  Partial<Pick<Schemas['ProductRow'], 'purchasePrice' | 'taxRate'>>;

export const productIdOf = (line: Edits | undefined): string | undefined =>
  isRef(line?.['product']) ? line['product'].id : undefined;

/** The products of lines, by id, as far as they are known. */
export function useProducts(lines: () => Edits[]) {
  const session = useSession();
  const ids = computed(() =>
    [
      ...new Set(
        lines()
          .map(productIdOf)
          .filter((id) => id !== undefined),
      ),
    ]
      .sort()
      .slice(0, PAGE),
  );
  const { data } = useQuery({
    queryKey: computed(() => ['list', '/inventory/products', 'of-lines', ids.value]),
    queryFn: ({ signal }) => {
      const query = { 'id[in]': ids.value.join(), limit: PAGE };
      return request<Page<ProductFacts>>('GET', '/inventory/products', { query, signal });
    },
    enabled: computed(() => ids.value.length > 0 && session.can('inventory.product.read')),
    placeholderData: (before) => before,
  });
  const byId = computed(() => new Map(data.value?.items.map((product) => [product.id, product])));
  return { ids, byId };
}

/** Which units a line can have: those of its product, the base unit first. */
export function unitsOfProducts(lines: () => Edits[]): (line: Edits) => string[] | undefined {
  const { byId } = useProducts(lines);
  return (line) => {
    const product = byId.value.get(productIdOf(line) ?? '');
    return product && [product.unit, ...product.units.map(({ unit }) => unit)];
  };
}
