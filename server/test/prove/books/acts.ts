import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Shown } from '../../support/actor.js';
import { linesOf, PATHS, type Desk } from './desk.js';
import type { Doc, Kind, Line, Status, Use, Veto } from './model.js';

/** Something that somebody tries, what the model says of it, and what it keeps when it happened. */
export interface Attempt {
  readonly what: string;
  readonly veto: Veto;
  readonly send: () => Promise<Response>;
  readonly then: (body: Shown) => void;
  /** Several requests, of which the first ones count even when the last is refused. */
  readonly isLong?: boolean;
}

/** Chooses by numbers, so that the same numbers choose the same again. */
export class Picker {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  below(limit: number): number {
    return this.numbers[this.at++ % this.numbers.length]! % limit;
  }

  of<Item>(items: readonly Item[]): Item | undefined {
    return items.length > 0 ? items[this.below(items.length)] : undefined;
  }
}

type Act = (desk: Desk, pick: Picker) => Attempt | undefined;
const ANY = { 'If-Match': '*' };
const DONE = (): void => undefined;
const say = ({ kind, id, status }: Doc): string => `${status} ${kind} ${id}`;

const create = (
  desk: Desk,
  kind: Kind,
  body: Record<string, unknown>,
  then: Attempt['then'],
  veto?: Veto,
): Attempt => ({
  ...{ what: `create ${kind} ${JSON.stringify(body)}`, veto, then },
  send: () => desk.admin.send('post', PATHS[kind], body, { 'Idempotency-Key': randomUUID() }),
});

const act = (
  desk: Desk,
  doc: Doc,
  name: string,
  veto: Veto,
  then: () => void,
  { by = desk.admin, body = {} } = {},
): Attempt => ({
  ...{ what: `${name} ${say(doc)} by ${by.name}`, veto, then },
  send: () => by.send('post', `${PATHS[doc.kind]}/${doc.id}/${name}`, body, ANY),
});

/** One of these documents, most of the time one in such a state. */
function some(docs: readonly Doc[], pick: Picker, states: readonly Status[]): Doc | undefined {
  const likely = docs.filter(({ status }) => states.includes(status));
  return pick.of(likely.length > 0 && pick.below(4) > 0 ? likely : docs);
}

const OPEN: readonly Status[] = ['draft', 'rejected'];
const WAITING: readonly Status[] = ['pending'];
const IN_FORCE: readonly Status[] = ['effective', 'completed'];

const quantities = (desk: Desk, pick: Picker): { productId: string; quantity: string }[] =>
  desk.products.slice(0, 1 + pick.below(2)).map(({ id }) => ({ productId: id, quantity: String(1 + pick.below(6)) }));

const order: Act = (desk, pick) => {
  const { customer, elsewhere } = desk.ground;
  const body = { customerId: customer.id, warehouseId: elsewhere.id, lines: quantities(desk, pick) };
  return create(desk, 'order', body, (made) => desk.model.add('order', made.id, linesOf(made)));
};

const moveStock =
  (kind: 'entry' | 'issue'): Act =>
  (desk, pick) => {
    const cost = kind === 'entry' ? { unitCost: String(30 + pick.below(20)) } : {};
    const lines = quantities(desk, pick).map((line) => ({ ...line, ...cost }));
    const body = { warehouseId: desk.ground.warehouse.id, reason: 'other', lines };
    return create(desk, kind, body, (made) => desk.model.add(kind, made.id, linesOf(made)));
  };

/** Lines of one or two documents that something is done to, more than is there now and then. */
function sourceLines(desk: Desk, pick: Picker, kind: Kind): { doc: Doc; line: Line; quantity: number }[] {
  const docs = desk.model.of(kind).filter(({ status }) => status !== 'draft' && status !== 'rejected');
  const one = (): Doc[] => [some(docs, pick, IN_FORCE) ?? []].flat();
  const chosen = [...one(), ...(pick.below(4) === 0 ? one() : [])];
  return chosen.flatMap((doc) =>
    doc.lines.slice(0, 1 + pick.below(2)).map((line) => ({ doc, line, quantity: 1 + pick.below(line.quantity + 1) })),
  );
}

const delivery: Act = (desk, pick) => {
  const wanted = sourceLines(desk, pick, 'order');
  if (wanted.length === 0) return undefined;
  const lines = wanted.map(({ line, quantity }) => ({ orderLineId: line.id, quantity: String(quantity) }));
  const body = { warehouseId: desk.ground.warehouse.id, lines };
  return create(desk, 'delivery', body, (made) => desk.model.add('delivery', made.id, linesOf(made, wanted)));
};

const invoice: Act = (desk, pick) => {
  const wanted = sourceLines(desk, pick, 'delivery');
  if (wanted.length === 0) return undefined;
  const lines = wanted.map(({ line, quantity }) => ({ deliveryLineId: line.id, quantity: String(quantity) }));
  return create(desk, 'invoice', { lines }, (made) =>
    desk.model.add('invoice', made.id, linesOf(made, wanted), cents(made['grossAmount'])),
  );
};

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
const money = (amount: number): string => (amount / 100).toFixed(2);

/** All, a part, or more than all of what an invoice is about. */
function useOf(desk: Desk, pick: Picker): Use | undefined {
  const known = desk.model.of('invoice').filter(({ status }) => ![...OPEN, ...WAITING].includes(status));
  const doc = some(known, pick, ['effective']);
  if (!doc || doc.amount <= 0) return undefined;
  const open = Math.max(doc.amount - doc.settled, 1);
  return { invoice: doc, amount: [open, Math.ceil(open / 2), open + 1][pick.below(3)]! };
}

const receipt: Act = (desk, pick) => {
  const use = useOf(desk, pick);
  const uses = use && pick.below(4) > 0 ? [use] : [];
  const amount = (uses[0]?.amount ?? 5000) + [0, 0, 3000][pick.below(3)]!;
  const lines = uses.map(({ invoice: { id }, amount: part }) => ({ itemId: id, amount: money(part) }));
  const { customer, account } = desk.ground;
  const body = { customerId: customer.id, fundAccountId: account.id, amount: money(amount), lines };
  const veto = uses.some((one) => one.invoice.status === 'void') ? 'nothing is owed' : undefined;
  return create(desk, 'receipt', body, (made) => desk.model.add('receipt', made.id, [], amount, uses), veto);
};

const settle: Act = (desk, pick) => {
  const doc = some(desk.model.of('receipt'), pick, ['effective']);
  const use = useOf(desk, pick);
  if (!doc || !use) return undefined;
  const body = { lines: [{ itemId: use.invoice.id, amount: money(use.amount) }] };
  return act(desk, doc, 'settle', desk.model.maySettle(doc, use), () => desk.model.settle(doc, use), { body });
};

const edit: Act = (desk, pick) => {
  const doc = some(desk.model.of('order', 'issue'), pick, OPEN);
  if (!doc) return undefined;
  const lines = doc.lines.map(({ id, product }) => ({ id, productId: product, quantity: String(1 + pick.below(6)) }));
  return {
    ...{ what: `edit ${say(doc)} ${JSON.stringify(lines)}`, veto: desk.model.mayEdit(doc) },
    send: () => desk.admin.send('patch', `${PATHS[doc.kind]}/${doc.id}`, { lines }, ANY),
    then: (made) =>
      (made.lines as Shown[]).forEach((line, index) => (doc.lines[index]!.quantity = Number(line['quantity']))),
  };
};

const remove: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, OPEN);
  if (!doc) return undefined;
  return {
    ...{ what: `delete ${say(doc)}`, veto: desk.model.mayRemove(doc), then: () => desk.model.remove(doc) },
    send: () => desk.admin.send('delete', `${PATHS[doc.kind]}/${doc.id}`, undefined, ANY),
  };
};

const submit: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, OPEN);
  return doc && act(desk, doc, 'submit', desk.model.maySubmit(doc), () => desk.model.submit(doc));
};

const approve: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  const by = desk.world.second;
  return doc && act(desk, doc, 'approve', desk.model.mayApprove(doc), () => desk.model.approve(doc), { by });
};

/** What somebody wrote is never decided by themselves. */
const approveOwn: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  return doc && act(desk, doc, 'approve', 'an author', DONE);
};

const reject: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  const how = { by: desk.world.second, body: { reason: 'Not so' } };
  return doc && act(desk, doc, 'reject', desk.model.mayDecide(doc), () => (doc.status = 'rejected'), how);
};

const withdraw: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  return doc && act(desk, doc, 'withdraw', desk.model.mayDecide(doc), () => (doc.status = 'draft'));
};

const WORDS = { body: { reason: 'No longer wanted' } };

const takeBack: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, IN_FORCE);
  return doc && act(desk, doc, 'void', desk.model.mayVoid(doc), () => desk.model.void(doc), WORDS);
};

const close: Act = (desk, pick) => {
  const doc = some(desk.model.of('order'), pick, ['effective']);
  return doc && act(desk, doc, 'close', desk.model.mayClose(doc), () => desk.model.close(doc), WORDS);
};

/** Another quantity for each line of an order, from the opening of the amendment to its approval; what fails is given up. */
const amend: Act = (desk, pick) => {
  const doc = some(desk.model.of('order'), pick, ['effective']);
  if (!doc) return undefined;
  const quantity = 1 + pick.below(6);
  const path = `${PATHS.order}/${doc.id}`;
  const lines = doc.lines.map(({ id, product }) => ({ id, productId: product, quantity: String(quantity) }));
  const { admin, world } = desk;
  const steps = [
    () => admin.send('post', `${path}/amend`, { reason: 'Another quantity' }, ANY),
    () => admin.send('patch', `${path}/amendment`, { lines }, ANY),
    () => admin.send('post', `${path}/submit`, {}, ANY),
    () => world.second.send('post', `${path}/approve`, {}, ANY),
  ];
  const send = async (): Promise<Response> => {
    for (const [index, step] of steps.entries()) {
      const answer = await step();
      if (answer.status < 300 && index < steps.length - 1) continue;
      if (answer.status >= 300 && index > 0) await admin.send('delete', `${path}/amendment`, undefined, ANY);
      return answer;
    }
    throw new Error('an amendment has steps');
  };
  const veto = desk.model.mayAmend(doc, quantity);
  return {
    what: `amend ${say(doc)} to ${quantity}`,
    veto,
    send,
    then: () => desk.model.amend(doc, quantity),
    isLong: true,
  };
};

/** Everything that is tried, what moves things on more often. */
export const ACTS: readonly Act[] = [
  ...[order, delivery, delivery, invoice, invoice, receipt, settle, settle],
  ...[
    submit,
    submit,
    submit,
    submit,
    submit,
    submit,
    submit,
    approve,
    approve,
    approve,
    approve,
    approve,
    approve,
    approve,
  ],
  ...[edit, remove, approveOwn, reject, withdraw, takeBack, takeBack, close, amend],
  ...[moveStock('entry'), moveStock('issue')],
];
