import { act, ANY, IN_FORCE, maker, OPEN, say, some, WAITING, type Act, type Attempt } from './attempts.js';
import { PATHS, type Desk } from './desk.js';
import type { Actor } from '../../support/actor.js';
import type { Picker } from './attempts.js';
import { isOpen } from './papers.js';
import { useOf } from './making.js';

const WORDS = { reason: 'No longer wanted' };

/** Most of the time whoever is asked, otherwise somebody who wrote it or is not asked. */
const decider = (desk: Desk, pick: Picker): Actor => (pick.below(6) > 0 ? desk.crew.decider : maker(desk, pick));

const submit: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, OPEN);
  const by = maker(desk, pick);
  return doc && act(doc, 'submit', desk.model.maySubmit(doc), { by }, () => desk.model.submit(doc, by.id));
};

const approve: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  const by = decider(desk, pick);
  const veto = doc && desk.model.mayApprove(doc, by.id, desk.crew.decider.id);
  return doc && act(doc, 'approve', veto, { by }, () => desk.model.approve(doc));
};

const reject: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  const how = { by: decider(desk, pick), body: { reason: 'Not so' } };
  const veto = doc && desk.model.mayDecide(doc, how.by.id, desk.crew.decider.id);
  return doc && act(doc, 'reject', veto, how, () => (doc.status = 'rejected'));
};

const withdraw: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, WAITING);
  const by = maker(desk, pick);
  return doc && act(doc, 'withdraw', desk.model.mayWithdraw(doc, by.id), { by }, () => (doc.status = 'draft'));
};

const takeBack: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, IN_FORCE);
  const how = { by: maker(desk, pick), body: WORDS };
  return doc && act(doc, 'void', desk.model.mayVoid(doc), how, () => desk.model.void(doc));
};

const close: Act = (desk, pick) => {
  const doc = some(desk.model.of('order', 'quote'), pick, ['effective']);
  const how = { by: maker(desk, pick), body: WORDS };
  return doc && act(doc, 'close', desk.model.mayClose(doc), how, () => desk.model.close(doc));
};

const settle: Act = (desk, pick) => {
  const doc = some(desk.model.of('receipt'), pick, ['effective']);
  const use = doc && useOf(desk, pick, doc.amount - doc.settled);
  if (!doc || !use) return undefined;
  const body = { lines: [{ itemId: use.item.id, amount: (use.amount / 100).toFixed(2) }] };
  const how = { by: maker(desk, pick), body };
  return act(doc, 'settle', desk.model.maySettle(doc, use), how, () => desk.model.settle(doc, use));
};

const reimburse: Act = (desk, pick) => {
  const doc = some(desk.model.of('claim'), pick, ['effective']);
  const how = { by: decider(desk, pick), body: { fundAccountId: desk.ground.account.id } };
  const veto = doc && desk.model.mayReimburse(doc, how.by.id);
  return doc && act(doc, 'reimburse', veto, how, () => desk.model.reimburse(doc));
};

const edit: Act = (desk, pick) => {
  const doc = some(desk.model.of('order', 'quote', 'issue'), pick, OPEN);
  if (!doc || doc.lines.some(({ of }) => of)) return undefined;
  const by = maker(desk, pick);
  const lines = doc.lines.map(({ id, product }) => ({ id, productId: product, quantity: String(1 + pick.below(6)) }));
  const isSame = lines.every(({ quantity }, index) => Number(quantity) === doc.lines[index]!.quantity);
  return {
    ...{ name: 'edit', what: `edit ${say(doc)} ${JSON.stringify(lines)} by ${by.name}`, veto: desk.model.mayEdit(doc) },
    send: () => by.send('patch', `${PATHS[doc.kind]}/${doc.id}`, { lines }, ANY),
    then: () => {
      doc.lines.forEach((line, index) => (line.quantity = Number(lines[index]!.quantity)));
      if (!isSame) doc.authors.add(by.id);
      desk.model.price(doc);
    },
  };
};

const remove: Act = (desk, pick) => {
  const doc = some(desk.model.docs, pick, OPEN);
  const by = maker(desk, pick);
  return (
    doc && {
      ...{ name: 'delete', what: `delete ${say(doc)}`, veto: desk.model.mayRemove(doc) },
      ...{ send: () => by.send('delete', `${PATHS[doc.kind]}/${doc.id}`, undefined, ANY) },
      then: () => desk.model.remove(doc),
    }
  );
};

/** To somebody who may not see them, documents are not there, whatever state they are in. */
const pry: Act = (desk, pick): Attempt | undefined => {
  const doc = pick.of(desk.model.docs);
  if (!doc) return undefined;
  const path = `${PATHS[doc.kind]}/${doc.id}`;
  const { stranger } = desk.crew;
  const ways = [
    () => stranger.send('get', path),
    () => stranger.send('post', `${path}/${isOpen(doc) ? 'submit' : 'void'}`, isOpen(doc) ? {} : WORDS, ANY),
    () => stranger.send('post', `${path}/approve`, {}, ANY),
    () => stranger.send('delete', path, undefined, ANY),
  ];
  const which = pick.below(ways.length);
  return {
    ...{ name: 'pry', what: `pry ${which} ${say(doc)} by ${stranger.name}`, veto: 'out of sight' },
    ...{ send: ways[which]!, then: () => undefined },
  };
};

export const DECIDING = {
  ...{ submit, approve, reject, withdraw, takeBack, close, settle, reimburse, edit, remove, pry },
} as const;
