import { PATHS, TABLES, type Desk } from './desk.js';
import { inForce, newDoc, newLine, openOf, type Doc, type Kind, type Line, type Status } from './papers.js';
import { isDone } from './rules.js';
import { placeOf, Shelf } from './shelf.js';

const KINDS = Object.keys(PATHS) as Kind[];
const PLACED: readonly Kind[] = ['order', 'delivery', 'entry', 'issue'];
const HEADERS = KINDS.map(
  (
    kind,
  ) => `SELECT '${kind}' AS kind, id, status, version, (coalesce(amount, 0) * 100)::bigint AS cents, number IS NOT NULL AS numbered,
    ${PLACED.includes(kind) ? 'warehouse_id' : 'NULL::uuid'} AS warehouse, submitted_by_id AS submitter, created_at,
    ARRAY(SELECT a.user_id FROM document_author a WHERE a.document_id = d.id AND a.revision = d.revision) AS authors FROM ${TABLES[kind]} d WHERE id = ANY($1)`,
).join(' UNION ALL ');
/** What lines are of, and before them whatever that is, so that it is known when they come. */
const SOURCES: readonly (readonly [Kind, string])[] = [
  ...[['quote', 'NULL::uuid'] as const, ['order', 'quotation_line_id'] as const],
  ...[['delivery', 'order_line_id'] as const, ['invoice', 'delivery_line_id'] as const],
  ...[['entry', 'NULL::uuid'] as const, ['issue', 'NULL::uuid'] as const],
];
const LINES = SOURCES.map(
  ([kind, source], index) =>
    `SELECT ${index} AS rank, document_id AS document, line_no, id, product_id AS product, base_quantity::int AS quantity, ${source} AS source
     FROM ${TABLES[kind]}_line WHERE document_id = ANY($1)`,
).join(' UNION ALL ');
const USES = `SELECT document_id AS document, item_id AS item, (amount * 100)::bigint AS cents FROM receipt_line WHERE document_id = ANY($1) ORDER BY line_no`;

/** The documents of a desk as the database has them: what they say, not what followed from it. */
async function documentsOf({ world }: Desk, ids: readonly string[]): Promise<Map<string, Doc>> {
  const headers = await world.sqlAsApp(`${HEADERS} ORDER BY created_at, id`, [ids]);
  const docs = headers.map((row) =>
    newDoc({
      ...{ id: String(row['id']), kind: row['kind'] as Kind, status: row['status'] as Status },
      ...{
        amount: Number(row['cents']),
        hasNumber: row['numbered'] === true,
        authors: new Set(row['authors'] as string[]),
      },
      ...{ submitter: String(row['submitter']), warehouse: row['warehouse'] ? String(row['warehouse']) : undefined },
    }),
  );
  return new Map(docs.map((doc) => [doc.id, doc]));
}

async function linesInto({ world }: Desk, docs: ReadonlyMap<string, Doc>): Promise<Map<string, Line>> {
  const known = new Map<string, { doc: Doc; line: Line }>();
  for (const row of await world.sqlAsApp(`${LINES} ORDER BY rank, document, line_no`, [[...docs.keys()]])) {
    const [id, product, quantity] = [String(row['id']), String(row['product']), Number(row['quantity'])];
    const doc = docs.get(String(row['document']))!;
    const line = newLine({ id, product, quantity, of: known.get(String(row['source'])) });
    doc.lines.push(line);
    known.set(id, { doc, line });
  }
  return new Map([...known].map(([id, { line }]) => [id, line]));
}

/**
 * Reckons everything anew from the documents that are in force: what lies where, what is done of each line, what is settled,
 * and what is in the account. What was cancelled when something closed is what was answered then.
 */
export async function reckon(
  desk: Desk,
  ids: readonly string[],
  cancelled: ReadonlyMap<string, number>,
): Promise<void> {
  const docs = await documentsOf(desk, ids);
  const lines = await linesInto(desk, docs);
  for (const [id, quantity] of cancelled) if (lines.has(id)) lines.get(id)!.cancelled = quantity;
  for (const row of await desk.world.sqlAsApp(USES, [ids]))
    docs
      .get(String(row['document']))!
      .uses.push({ item: docs.get(String(row['item']))!, amount: Number(row['cents']) });
  const { model } = desk;
  Object.assign(model, { docs: [...docs.values()], shelf: new Shelf(), funds: 0 });
  const counting = model.docs.filter((doc) => inForce(doc) || doc.status === 'closed');
  for (const doc of counting) count(desk, doc);
  for (const doc of counting) if (inForce(doc)) conclude(desk, doc);
}

function count({ model }: Desk, doc: Doc): void {
  model.count(doc, 1);
  model.use(doc, doc.uses, 1);
  if (doc.kind === 'receipt') model.funds += doc.amount;
  if (doc.kind === 'claim' && doc.status === 'completed') {
    model.funds -= doc.amount;
    doc.settled = doc.amount;
  }
  if (doc.kind === 'order' || doc.kind === 'quote') model.price(doc);
  if (!['entry', 'issue', 'delivery'].includes(doc.kind)) return;
  const sign = doc.kind === 'entry' ? 1 : -1;
  for (const { place, quantity } of model.takings(doc))
    model.shelf.pieces.set(place, model.shelf.at(place) + sign * quantity);
}

/** What follows from everything that was counted. */
function conclude({ model }: Desk, doc: Doc): void {
  doc.status = isDone(doc) ? 'completed' : 'effective';
  if (doc.kind === 'order')
    for (const line of doc.lines) model.shelf.need(line, placeOf(doc.warehouse!, line.product), openOf(line));
}
