import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Response } from 'supertest';
import type { Shown } from '../../support/actor.js';
import { CLIENTS, DELIVERIES, lostBy, ORDERS, summary, unless, wonBy, type Arena, type Filed } from './arena.js';

const ONE_KEY = 50;
const EDITORS = 20;

/** Invoices that wait for their release, each of a delivery of its own. */
export async function pendingInvoices(arena: Arena, count = CLIENTS): Promise<Filed[]> {
  const product = await arena.product(count);
  const filed: Filed[] = [];
  for (let index = 0; index < count; index += 1) {
    const pending = await arena.delivery(await arena.order([{ productId: product.id, quantity: '1' }]));
    filed.push(await arena.invoice(await arena.world.second.act(DELIVERIES, pending.document, 'approve')));
  }
  return filed;
}

const counterOf = (number: unknown): number => Number(/(\d+)$/.exec(String(number))?.[1]);

/** Every fifth commit of an invoice fails, as a serialization failure would let it; `rolledBack` tells how many did. */
async function failEveryFifth(arena: Arena): Promise<() => Promise<number>> {
  await arena.world.sqlAsOwner(
    `CREATE SEQUENCE IF NOT EXISTS commits;
     CREATE OR REPLACE FUNCTION fail_every_fifth() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.status = 'effective' AND OLD.status = 'pending' AND nextval('commits') % 5 = 0 THEN
         RAISE EXCEPTION 'rolled back' USING ERRCODE = '40001';
       END IF;
       RETURN NULL;
     END $$;
     DROP TRIGGER IF EXISTS fail_every_fifth ON sales_invoice;
     CREATE CONSTRAINT TRIGGER fail_every_fifth AFTER UPDATE ON sales_invoice DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION fail_every_fifth()`,
  );
  return async () => {
    const [row] = await arena.world.sqlAsOwner('SELECT last_value / 5 AS failed FROM commits');
    return Number(row!['failed']);
  };
}

/** A gapless series stays so while every fifth commit fails and others only try. */
export async function gaplessNumbers(arena: Arena): Promise<string[]> {
  const rolledBack = await failEveryFifth(arena);
  const wrong = await numbersGiven(arena, 4);
  await arena.world.sqlAsOwner('DROP TRIGGER fail_every_fifth ON sales_invoice');
  return [...wrong, ...unless((await rolledBack()) > 0, 'nothing was rolled back')];
}

/** Invoices get their numbers at once, while some of them are only tried. */
export async function numbersGiven(arena: Arena, tried: number): Promise<string[]> {
  const filed = await pendingInvoices(arena);
  const dryRuns = filed.slice(0, tried).map((one) => arena.act(arena.world.second, one, 'approve?dryRun=true'));
  const before = await numbers(arena);
  const answers = await arena.race(arena.random.shuffled([...filed.map((one) => arena.approve(one)), ...dryRuns]));
  const after = await numbers(arena);
  const isDense = after.every((number, index) => number === index + 1);
  return [
    ...unless(
      after.length === before.length + filed.length,
      `${summary(answers)}: ${after.length - before.length} new`,
    ),
    ...unless(isDense, `numbers ${after.join(', ')}`),
  ];
}

async function numbers(arena: Arena): Promise<number[]> {
  const rows = await arena.world.sqlAsOwner('SELECT number FROM sales_invoice WHERE number IS NOT NULL');
  return rows.map((row) => counterOf(row['number'])).sort((a, b) => a - b);
}

const areSame = ([first, ...others]: readonly Response[], status: number): boolean =>
  first!.status === status &&
  others.every((one) => one.status === status && one.headers['etag'] === first!.headers['etag']) &&
  others.every((one) => isDeepStrictEqual(one.body, first!.body));

/** One request, sent fifty times with one key: one effect, and everybody ends with the same answer. */
export async function oneKey(arena: Arena): Promise<string[]> {
  const { customer, product } = arena.ground;
  const mark = randomUUID();
  const body = {
    ...{ customerId: customer.id, customerOrderNo: mark },
    lines: [{ productId: product.id, quantity: '1' }],
  };
  const headers = { 'Idempotency-Key': randomUUID() };
  const sends = Array.from({ length: ONE_KEY }, () => () => arena.admin.send('post', ORDERS, body, headers));
  const answers = await arena.race(sends, ONE_KEY);
  const made = await arena.admin.get<{ items: Shown[] }>(`${ORDERS}?customerOrderNo=${mark}`);
  return [
    ...unless(made.items.length === 1, `${made.items.length} orders`),
    ...unless(areSame(answers, 201), summary(answers)),
  ];
}

/** What the effect of an invoice leaves: something in the ledger for the lines of its order and its delivery, the rest once. */
const TRACES = `
SELECT (SELECT count(*) FROM fulfilment_entry WHERE by_document_id = $1 AND kind = 'invoiced')::int AS entries,
  (SELECT count(*) FROM open_item WHERE id = $1)::int AS items,
  (SELECT count(*) FROM approval_decision WHERE document_id = $1)::int AS decisions,
  (SELECT count(*) FROM audit_log WHERE record_id = $1 AND action = 'approve')::int AS acts`;

/** The same with an act: the invoice takes effect once. Without a key, who comes late would be told that the version is stale. */
export async function oneKeyAct(arena: Arena, { keyed = true } = {}): Promise<string[]> {
  const [filed] = await pendingInvoices(arena, 1);
  const { path, document } = filed!;
  const key: Record<string, string> = keyed ? { 'Idempotency-Key': randomUUID() } : {};
  const headers = { ...key, 'If-Match': `"${document.version}"` };
  const sends = Array.from(
    { length: ONE_KEY },
    () => () => arena.world.second.send('post', `${path}/${document.id}/approve`, {}, headers),
  );
  const answers = await arena.race(sends, ONE_KEY);
  const [traces] = await arena.world.sqlAsOwner(TRACES, [document.id]);
  return [
    ...unless(
      isDeepStrictEqual({ ...traces }, { entries: 2, items: 1, decisions: 1, acts: 1 }),
      JSON.stringify(traces),
    ),
    ...unless(areSame(answers, 200), summary(answers)),
  ];
}

/** Twenty editors who all read the same version: one is first, the others are told. */
export async function oneVersion(arena: Arena, path: 'customers' | typeof ORDERS): Promise<string[]> {
  const record = path === 'customers' ? await arena.customer() : await draftOf(arena);
  const headers = { 'If-Match': `"${record.version}"` };
  const sends = Array.from(
    { length: EDITORS },
    (_, index) => () => arena.admin.send('patch', `${path}/${record.id}`, { note: `Note ${index}` }, headers),
  );
  const answers = await arena.race(sends, EDITORS);
  const [winner] = wonBy(answers);
  const now = await arena.admin.get(`${path}/${record.id}`);
  return [
    ...unless(wonBy(answers).length === 1 && lostBy(answers).every(({ status }) => status === 412), summary(answers)),
    ...unless(now['note'] === winner?.body.note && now.version === record.version + 1, `version ${now.version}`),
  ];
}

const draftOf = ({ admin, ground: { customer, product } }: Arena): Promise<Shown> =>
  admin.create(ORDERS, { customerId: customer.id, lines: [{ productId: product.id, quantity: '1' }] });
