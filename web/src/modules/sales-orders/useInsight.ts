import { useQuery } from '@tanstack/vue-query';
import { isDecimal, isPositive, multiply, subtract, sum } from '@guanxi/shared/kernel';
import { computed, type Ref as VueRef } from 'vue';
import { request, type Query } from '@/api/http';
import type { Page, RecordView, Schemas } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { isRef, type Edits, type Row } from '@/documents/document-ui';
import { pricedTotals } from '@/documents/pricing';
import { productIdOf, useProducts } from '../inventory/references';
import { availability, baseQuantity, creditUse, marginOf, unitCost, type StockFacts } from './insight';

const PAGE = 200;

async function everyRow<Found>(path: string, query: Query, signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const page = await request<Page<Found>>('GET', path, { query: { ...query, cursor, limit: PAGE }, signal });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

/** Products of the lines, and what of them lies in the warehouse that is chosen, else in all of them. */
function useGoods(lines: VueRef<Edits[]>, warehouseId: VueRef<string | undefined>) {
  const session = useSession();
  const { ids, byId } = useProducts(() => lines.value);
  const stock = useQuery({
    queryKey: computed(() => ['list', 'insight', 'stock', warehouseId.value, ids.value]),
    queryFn: ({ signal }) =>
      everyRow<StockFacts>(
        '/inventory/stock',
        { 'productId[in]': ids.value.join(), warehouseId: warehouseId.value },
        signal,
      ),
    enabled: computed(() => ids.value.length > 0 && session.can('inventory.stock.read')),
  });
  const stockOf = (id: string) => stock.data.value?.filter((row) => row.product.id === id) ?? [];
  return { byId, stock: stock.data, stockOf };
}

function useCredit(customerId: VueRef<string | undefined>) {
  const session = useSession();
  const { data } = useQuery({
    queryKey: computed(() => ['list', '/sales-orders/credit', customerId.value]),
    queryFn: ({ signal }) =>
      request<Schemas['CreditView']>('GET', `/sales-orders/credit/${customerId.value ?? ''}`, { signal }),
    // The server tells nobody who may not see the limit itself.
    enabled: computed(() => customerId.value !== undefined && !session.fieldRule('customer', 'creditLimit')),
  });
  return computed(() => (customerId.value ? data.value : undefined));
}

const idOf = (value: unknown) => (isRef(value) ? value.id : undefined);
const linesOf = (row: Row | undefined): Row[] => (Array.isArray(row?.['lines']) ? (row['lines'] as Row[]) : []);
const decimalOf = (value: unknown) => (isDecimal(value) ? value : '0');

/**
 * What a clerk should know while writing a quotation or an order: credit, stock, margin. `inForce` is the document as it
 * stands while an amendment of it is written: what it uses and reserves already is its own.
 */
export function useInsight(edits: VueRef<Edits>, inForce: VueRef<RecordView | undefined>) {
  const session = useSession();
  const digits = computed(() => session.me?.company.minorUnit ?? 2);
  const base = computed(() => session.me?.company.baseCurrency);
  const lines = computed(() => linesOf(edits.value));
  const customerId = computed(() => idOf(edits.value['customer']));
  const warehouse = computed(() => (isRef(edits.value['warehouse']) ? edits.value['warehouse'] : undefined));
  /** Costs and limits are in the base currency. */
  const comparable = computed(() => [null, undefined, base.value].includes(edits.value['currency'] as string));
  const goods = useGoods(
    lines,
    computed(() => warehouse.value?.id),
  );
  const creditOf = useCredit(customerId);
  const amounts = computed(() => pricedTotals(lines.value, edits.value, digits.value));

  const credit = computed(() => {
    if (!creditOf.value) return undefined;
    const amount = comparable.value ? (amounts.value.totals['grossAmount'] ?? '0') : '0';
    const own = comparable.value ? decimalOf(inForce.value?.['baseAmount']) : '0';
    return creditUse(creditOf.value, amount, own);
  });
  const reservedFor = (productId: string) =>
    sum(
      linesOf(inForce.value)
        .filter((line) => productIdOf(line) === productId)
        .map((line) => decimalOf(line['reserved'])),
    );
  const available = computed(() => {
    if (!goods.stock.value) return [];
    const there = (id: string) => sum([...goods.stockOf(id).map((row) => row.available), reservedFor(id)]);
    return availability(lines.value, goods.byId.value, there);
  });
  const costs = computed(() =>
    lines.value.map((line) => {
      const product = goods.byId.value.get(productIdOf(line) ?? '');
      const cost = product && comparable.value ? unitCost(product, goods.stockOf(product.id)) : undefined;
      const quantity = product && baseQuantity(line, product);
      return cost && quantity && multiply(cost, quantity);
    }),
  );
  const margins = computed(() =>
    costs.value.map((cost, index) => cost && marginOf(amounts.value.lines[index]?.['netAmount'] ?? '0', cost)),
  );
  /** Of the whole document, once each line that asks for money has a cost. */
  const margin = computed(() => {
    const asked = lines.value.flatMap((_line, index) => {
      const net = amounts.value.lines[index]?.['netAmount'] ?? '0';
      return isPositive(net) ? [{ net, cost: costs.value[index] }] : [];
    });
    const known = asked.map(({ cost }) => cost).filter((cost) => cost !== undefined);
    if (known.length < asked.length) return undefined;
    return marginOf(sum(asked.map(({ net }) => net)), sum(known));
  });
  const left = computed(() => credit.value?.left ?? null);
  const over = computed(() => (left.value !== null && !isPositive(left.value) ? subtract('0', left.value) : '0'));

  return { lines, customerId, warehouse, digits, base, credit, over, available, margins, margin };
}
