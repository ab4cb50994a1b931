import type { Shown } from '../../support/actor.js';
import { pause } from '../../support/statements.js';
import { CLIENTS, DELIVERIES, lostBy, ORDERS, summary, unless, wonBy, type Arena, type Filed } from './arena.js';

type Send = ReturnType<Arena['approve']>;

/** Two acts of which one makes the other impossible. */
interface Rivals {
  readonly sends: readonly [Send, Send];
  /** How the documents stand, in words. */
  readonly stand: () => Promise<string>;
}

/** Half as many pairs as clients, all at once: of each pair one happens, and the documents agree which. */
async function onlyOne(arena: Arena, make: () => Promise<Rivals>, agreed: RegExp): Promise<string[]> {
  const pairs: Rivals[] = [];
  for (let index = 0; index < CLIENTS / 2; index += 1) pairs.push(await make());
  const sends = pairs.flatMap((pair) => arena.random.shuffled(pair.sends.map((send) => ({ pair, send }))));
  const answers = await arena.race(sends.map(({ send }) => send));
  const wrong: string[] = [];
  for (const pair of pairs) {
    const own = answers.filter((_, index) => sends[index]!.pair === pair);
    const isOne = wonBy(own).length === 1 && lostBy(own).every(({ status }) => status === 409 || status === 422);
    const stand = await pair.stand();
    wrong.push(...unless(isOne && agreed.test(stand), `${summary(own)}: ${stand}`));
  }
  return wrong;
}

const statuses = async (arena: Arena, ...filed: Filed[]): Promise<string> =>
  (await Promise.all(filed.map((one) => arena.read(one)))).map((document) => String(document['status'])).join(' and ');

/** An order is voided while its delivery is released. */
export async function voidOrDeliver(arena: Arena): Promise<string[]> {
  const product = await arena.product(CLIENTS / 2);
  const make = async (): Promise<Rivals> => {
    const warehouse = arena.random.chance(0.5) ? { warehouseId: arena.ground.warehouse.id } : {};
    const order = { path: ORDERS, document: await arena.order([{ productId: product.id, quantity: '1' }], warehouse) };
    const delivery = await arena.delivery(order.document);
    const undo = arena.act(arena.admin, order, 'void', { reason: 'Not needed' });
    return { sends: [undo, arena.approve(delivery)], stand: () => statuses(arena, order, delivery) };
  };
  return onlyOne(arena, make, /^(void and pending|effective and (effective|completed))$/);
}

/** A delivery is taken back while it is invoiced. */
export async function takeBackOrInvoice(arena: Arena): Promise<string[]> {
  const product = await arena.product(CLIENTS / 2);
  const make = async (): Promise<Rivals> => {
    const { id: customerId } = await arena.customer();
    const pending = await arena.delivery(await arena.order([{ productId: product.id, quantity: '1' }], { customerId }));
    const document = await arena.world.second.act(DELIVERIES, pending.document, 'approve');
    const [delivery, invoice] = [{ path: DELIVERIES, document }, await arena.invoice(document)];
    const undo = arena.act(arena.admin, delivery, 'void', { reason: 'Wrong address' });
    return { sends: [undo, arena.approve(invoice)], stand: () => statuses(arena, delivery, invoice) };
  };
  return onlyOne(arena, make, /^(void and pending|completed and effective)$/);
}

/** An order is cut down to less than its delivery wants, while that delivery is released. */
export async function amendOrDeliver(arena: Arena): Promise<string[]> {
  const product = await arena.product(CLIENTS);
  const make = async (): Promise<Rivals> => {
    const placed = await arena.order([{ productId: product.id, quantity: '2' }]);
    const delivery = await arena.delivery(placed);
    const opened = await arena.admin.act(ORDERS, placed, 'amend', { reason: 'One is enough' });
    const [line] = opened.lines as Shown[];
    const lines = [{ id: line!.id, productId: product.id, quantity: '1' }];
    const edited = await arena.admin.send('patch', `${ORDERS}/${placed.id}/amendment`, { lines }, { 'If-Match': '*' });
    const order = await arena.submitted(ORDERS, edited.body as Shown);
    const stand = async (): Promise<string> => {
      const { revision, lines: now } = await arena.read(order);
      const [{ quantity, delivered }] = now as [Shown];
      return `revision ${String(revision)}, ${quantity} ordered, ${delivered} delivered`;
    };
    // It has less to do before the lock that both want, and would win each time.
    const head = arena.random.below(150);
    const cut: Send = () => pause(head).then(arena.approve(order));
    return { sends: [cut, arena.approve(delivery)], stand };
  };
  return onlyOne(arena, make, /^(revision 2, 1 ordered, 0 delivered|revision 1, 2 ordered, 2 delivered)$/);
}
