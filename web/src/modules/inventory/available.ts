import { add } from '@guanxi/shared/kernel';
import { request } from '@/api/http';
import type { Schemas } from '@/api/types';
import { useSession } from '@/app/stores/session';
import { isRef, type Edits, type Row } from '@/documents/document-ui';

/** What is available of products in the warehouse that is chosen, else in all of them; nothing for services. */
export async function availableOf(rows: Row[], { warehouse }: Edits): Promise<Record<string, string>> {
  const goods = rows.filter(({ kind }) => kind === 'goods').map(({ id }) => String(id));
  if (goods.length === 0 || !useSession().can('inventory.stock.read')) return {};
  const warehouseId = isRef(warehouse) ? warehouse.id : undefined;
  const query = { 'productId[in]': goods.join(), warehouseId, limit: 200 };
  const page = await request<Schemas['StockPage']>('GET', '/inventory/stock', { query });
  const available = Object.fromEntries(goods.map((id) => [id, '0']));
  for (const { product, available: part } of page.items)
    available[product.id] = add(available[product.id] ?? '0', part);
  return available;
}
