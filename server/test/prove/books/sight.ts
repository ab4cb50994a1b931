import type { Shown } from '../../support/actor.js';
import { TABLES, type Desk } from './desk.js';
import { isOwed, isPosted, type Doc, type Line } from './papers.js';

const STATUSES = Object.entries(TABLES).map(
  ([kind, table]) =>
    `SELECT '${kind} ' || id || ' ' || status || ' ' || trunc(coalesce(amount, 0) * 100) AS said FROM ${table} WHERE id = ANY($1)`,
);
const OBSERVED = `${STATUSES.join(' UNION ALL ')}
  UNION ALL SELECT 'line ' || line_id || ' ' || trunc(total) || ' less ' || trunc(cancelled) || ', ordered ' || trunc(ordered)
    || ', delivered ' || trunc(delivered) || ', invoiced ' || trunc(invoiced) FROM fulfilment WHERE document_id = ANY($1)
  UNION ALL SELECT 'item ' || id || ' ' || trunc(settled * 100) || ' of ' || trunc(amount * 100) FROM open_item WHERE id = ANY($1)
  UNION ALL SELECT 'stock ' || warehouse_id || ' ' || product_id || ' ' || trunc(on_hand) || ', set aside ' || trunc(reserved)
    FROM stock_balance WHERE product_id = ANY($2) AND (on_hand <> 0 OR reserved <> 0)
  UNION ALL SELECT 'funds ' || trunc(balance * 100) FROM fund_account WHERE id = $3`;
const NEEDED = `SELECT 'need ' || order_line_id || ' ' || trunc(quantity) || ', set aside ' || trunc(reserved) AS said
  FROM demand WHERE order_id = ANY($1) AND quantity > 0`;

const lineText = ({ kind }: Doc, { id, quantity, cancelled, ordered, delivered, invoiced }: Line): string =>
  `line ${id} ${quantity} less ${cancelled}, ordered ${kind === 'quote' ? ordered : 0}, delivered ${kind === 'order' ? delivered : 0}, invoiced ${invoiced}`;
const hasLines = (doc: Doc): boolean => isPosted(doc) && ['quote', 'order', 'delivery'].includes(doc.kind);
const hasItem = (doc: Doc): boolean => isPosted(doc) && (isOwed(doc) || doc.kind === 'receipt');
export const docText = ({ kind, id, status, amount }: Doc): string => `${kind} ${id} ${status} ${amount}`;

const saidBy = async ({ world, model, ground }: Desk, text: string): Promise<string[]> => {
  const ids = model.docs.map(({ id }) => id);
  const all = [ids, ground.products.map(({ id }) => id), ground.account.id];
  return (await world.sqlAsApp(text, text === NEEDED ? [ids] : all)).map(({ said }) => String(said));
};

/** How everything stands in the database, in the words of `expected`. */
export const observed = (desk: Desk): Promise<string[]> => saidBy(desk, OBSERVED);
/** What orders need, and what is set aside for each of their lines. */
export const needed = (desk: Desk): Promise<string[]> => saidBy(desk, NEEDED);

/** How everything stands by the model. */
export function expected({ model: { docs, shelf, funds } }: Desk): string[] {
  const stock = [...shelf.pieces]
    .filter(([, pieces]) => pieces !== 0)
    .map(([place, pieces]) => `stock ${place} ${pieces}, set aside ${shelf.reserved(place)}`);
  return [
    ...docs.map(docText),
    ...docs.filter(hasLines).flatMap((doc) => doc.lines.map((line) => lineText(doc, line))),
    ...docs.filter(hasItem).map(({ id, settled, amount }) => `item ${id} ${settled} of ${amount}`),
    ...[...stock, `funds ${funds}`],
  ];
}

export const expectedNeeds = ({ model }: Desk): string[] =>
  model.shelf.needs
    .filter(({ quantity }) => quantity > 0)
    .map(({ line, quantity, reserved }) => `need ${line.id} ${quantity}, set aside ${reserved}`);

export function differences(wanted: readonly string[], found: readonly string[]): string[] {
  const [expectedTexts, foundTexts] = [new Set(wanted), new Set(found)];
  return [
    ...wanted.filter((text) => !foundTexts.has(text)).map((text) => `no ${text}`),
    ...found.filter((text) => !expectedTexts.has(text)).map((text) => `there is ${text}`),
  ];
}

/** What the API shows otherwise than the model has it, of documents and stock. */
export async function misshown(desk: Desk): Promise<string[]> {
  const { world, model, ground } = desk;
  const texts: string[] = [];
  for (const { id: warehouse } of ground.warehouses) {
    const { items } = await world.admin.get<{ items: Shown[] }>(`inventory/stock?warehouseId=${warehouse}`);
    for (const { product, onHand, reserved, available } of items)
      texts.push(`stock ${warehouse} ${product.id} ${onHand}, set aside ${reserved}, ${available} left`);
  }
  for (const doc of model.docs) texts.push(await desk.shown(doc));
  const stock = [...model.shelf.pieces].map(([place, pieces]) => {
    const reserved = model.shelf.reserved(place);
    return `stock ${place} ${pieces}, set aside ${reserved}, ${pieces - reserved} left`;
  });
  return differences([...model.docs.map(docText), ...stock], texts);
}
