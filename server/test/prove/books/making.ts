import { randomUUID } from 'node:crypto';
import type { Actor } from '../../support/actor.js';
import { IN_FORCE, maker, some, type Act, type Attempt, type Picker } from './attempts.js';
import { CLOSED } from './crew.js';
import { cents, linesOf, money, PATHS, type Desk } from './desk.js';
import { isOpen, isOwed, isPosted, type Doc, type Kind, type Line, type NewDoc, type Use } from './papers.js';
import type { Veto } from './vetoes.js';

type Body = Record<string, unknown>;

interface Making {
  readonly kind: Kind;
  readonly body: Body;
  readonly of?: readonly Line['of'][];
  /** What the model keeps besides the lines. */
  readonly keeps?: Partial<NewDoc>;
  readonly veto?: Veto;
  /** What stands in the body instead when it is spoilt, and why that is refused. */
  readonly spoilt: Body;
  readonly because: Veto;
}

/** Now and then something that is not there, or a day of a closed year. */
function spoil({ body, veto, spoilt, because }: Making, pick: Picker): Pick<Making, 'body' | 'veto'> {
  const which = pick.below(10);
  if (which > 1) return { body, veto };
  return which === 0
    ? { body: { ...body, ...spoilt }, veto: because }
    : { body: { ...body, date: CLOSED }, veto: veto ?? 'its period is closed' };
}

function create(desk: Desk, pick: Picker, making: Making): Attempt {
  const { kind, of, keeps } = making;
  const { body, veto } = spoil(making, pick);
  const by: Actor = maker(desk, pick);
  return {
    ...{ name: `create ${kind}`, what: `create ${kind} ${JSON.stringify(body)} by ${by.name}`, veto },
    send: () => by.send('post', PATHS[kind], body, { 'Idempotency-Key': randomUUID() }),
    then: (made) => {
      const lines = kind === 'receipt' || kind === 'balance' || kind === 'claim' ? [] : linesOf(made, of);
      const amount = cents(made['amount']);
      const doc = desk.model.add({ id: made.id, kind, lines, amount, ...keeps }, by.id);
      return doc.amount === amount ? [] : [`${kind} ${made.id} of ${amount} instead of ${doc.amount}`];
    },
  };
}

const NOBODY = '00000000-0000-7000-8000-000000000000';
const quantities = (desk: Desk, pick: Picker): { productId: string; quantity: string }[] =>
  desk.ground.products
    .slice(0, 1 + pick.below(2))
    .map(({ id }) => ({ productId: id, quantity: String(1 + pick.below(6)) }));
const place = (desk: Desk, pick: Picker): string => desk.ground.warehouses[pick.below(3) === 0 ? 1 : 0]!.id;

const quote: Act = (desk, pick) => {
  const body = { customerId: desk.ground.customer.id, lines: quantities(desk, pick) };
  return create(desk, pick, { kind: 'quote', body, spoilt: { customerId: NOBODY }, because: 'no such thing' });
};

const order: Act = (desk, pick) => {
  const warehouse = place(desk, pick);
  const body = { customerId: desk.ground.customer.id, warehouseId: warehouse, lines: quantities(desk, pick) };
  const unknown = { spoilt: { warehouseId: NOBODY }, because: 'no such thing' } as const;
  return create(desk, pick, { kind: 'order', body, keeps: { warehouse }, ...unknown });
};

const moveStock =
  (kind: 'entry' | 'issue'): Act =>
  (desk, pick) => {
    const cost = 30 + pick.below(20);
    const lines = quantities(desk, pick).map((line) => (kind === 'entry' ? { ...line, unitCost: String(cost) } : line));
    const warehouse = place(desk, pick);
    const pieces = lines.reduce((total, { quantity }) => total + Number(quantity), 0);
    const amount = kind === 'entry' ? cents(pieces * cost) : 0;
    const body = { warehouseId: warehouse, reason: 'other', lines };
    const unknown = { spoilt: { warehouseId: NOBODY }, because: 'no such thing' } as const;
    return create(desk, pick, { kind, body, keeps: { warehouse, amount }, ...unknown });
  };

interface Source {
  readonly doc: Doc;
  readonly line: Line;
  readonly quantity: number;
}

/** Lines of one or two documents that something is done to, more than is there now and then. */
function sourceLines(desk: Desk, pick: Picker, kind: Kind): Source[] {
  const docs = desk.model.of(kind).filter((doc) => !isOpen(doc));
  const one = (): Doc[] => [some(docs, pick, IN_FORCE) ?? []].flat();
  const chosen = [...one(), ...(pick.below(4) === 0 ? one() : [])];
  return chosen.flatMap((doc) =>
    doc.lines.slice(0, 1 + pick.below(2)).map((line) => ({ doc, line, quantity: 1 + pick.below(line.quantity + 1) })),
  );
}

const delivery: Act = (desk, pick) => {
  const of = sourceLines(desk, pick, 'order');
  if (of.length === 0) return undefined;
  const lines = of.map(({ line, quantity }) => ({ orderLineId: line.id, quantity: String(quantity) }));
  // Some of it leaves another warehouse than the order names.
  const warehouse = pick.below(3) === 0 ? place(desk, pick) : of[0]!.doc.warehouse!;
  const spoilt = { lines: [{ orderLineId: NOBODY, quantity: '1' }] };
  const body = { warehouseId: warehouse, lines };
  return create(desk, pick, { kind: 'delivery', body, of, keeps: { warehouse }, spoilt, because: 'no such line' });
};

const invoice: Act = (desk, pick) => {
  const of = sourceLines(desk, pick, 'delivery');
  if (of.length === 0) return undefined;
  const body = { lines: of.map(({ line, quantity }) => ({ deliveryLineId: line.id, quantity: String(quantity) })) };
  const spoilt = { lines: [{ deliveryLineId: NOBODY, quantity: '1' }] };
  return create(desk, pick, { kind: 'invoice', body, of, spoilt, because: 'no such line' });
};

const balance: Act = (desk, pick) => {
  const amount = 1000 + pick.below(9000);
  const body = { customerId: desk.ground.customer.id, amount: money(amount) };
  const unknown = { spoilt: { customerId: NOBODY }, because: 'no such thing' } as const;
  return create(desk, pick, { kind: 'balance', body, keeps: { amount }, ...unknown });
};

const claim: Act = (desk, pick) => {
  const amount = 1000 + pick.below(9000);
  const line = { category: 'travel', date: '2026-11-02', description: 'Train', amount: money(amount) };
  const unknown = { spoilt: { beneficiaryId: NOBODY }, because: 'no such thing' } as const;
  const body = { purpose: 'Visit', lines: [line] };
  return create(desk, pick, { kind: 'claim', body, keeps: { amount }, ...unknown });
};

/** All, a part, or more than all of what is owed by a document, as far as there is so much. */
export function useOf(desk: Desk, pick: Picker, atMost = Infinity): Use | undefined {
  const item = some(
    desk.model.docs.filter((doc) => isOwed(doc) && isPosted(doc)),
    pick,
    ['effective'],
  );
  if (!item) return undefined;
  const open = Math.max(Math.min(item.amount - item.settled, atMost), 1);
  return { item, amount: [open, Math.ceil(open / 2), open + 1][pick.below(3)]! };
}

const receipt: Act = (desk, pick) => {
  const use = useOf(desk, pick);
  const uses = use && pick.below(3) > 0 ? [use] : [];
  const amount = (uses[0]?.amount ?? 5000) + [0, 3000, 9000][pick.below(3)]!;
  const lines = uses.map(({ item: { id }, amount: part }) => ({ itemId: id, amount: money(part) }));
  const { customer, account } = desk.ground;
  const body = { customerId: customer.id, fundAccountId: account.id, amount: money(amount), lines };
  const veto: Veto = uses.some(({ item }) => item.status === 'void') ? 'nothing is owed' : undefined;
  const tooLittle = { spoilt: { amount: '0.01', lines }, because: 'spent more than it is' } as const;
  const unknown = { spoilt: { fundAccountId: NOBODY }, because: 'no such thing' } as const;
  return create(desk, pick, {
    ...{ kind: 'receipt', body, keeps: { amount, uses }, veto },
    ...(veto === undefined && uses.some((one) => one.amount > 1) ? tooLittle : unknown),
  });
};

/** An order of what a quotation still offers. */
const takeUp: Act = (desk, pick) => {
  const doc = some(desk.model.of('quote'), pick, ['effective']);
  if (!doc) return undefined;
  const by = maker(desk, pick);
  const warehouse = place(desk, pick);
  const of = doc.lines.filter((line) => line.quantity > line.cancelled + line.ordered).map((line) => ({ doc, line }));
  return {
    ...{ name: 'take up', what: `take up ${doc.status} quote ${doc.id} by ${by.name}` },
    veto: doc.status === 'effective' ? undefined : 'not in such a state',
    send: () =>
      by.send(
        'post',
        `${PATHS.quote}/${doc.id}/order`,
        { warehouseId: warehouse },
        { 'Idempotency-Key': randomUUID() },
      ),
    then: (made) => void desk.model.add({ id: made.id, kind: 'order', lines: linesOf(made, of), warehouse }, by.id),
  };
};

export const MAKING = {
  ...{ quote, order, delivery, invoice, balance, claim, receipt, takeUp },
  ...{ entry: moveStock('entry'), issue: moveStock('issue') },
} as const;
