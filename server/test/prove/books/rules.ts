import type { Model } from './model.js';
import { inForce, isOwed, sumOf, type Doc, type Kind, type Line, type Use } from './papers.js';
import type { Veto } from './vetoes.js';

type Rule = (model: Model, doc: Doc) => Veto;
const FREE: Rule = () => undefined;

const mayTake: Rule = (model, doc) => (model.shelf.isEnough(model.takings(doc)) ? undefined : 'not enough in stock');

/** What comes from other documents: they are in force, and no line of theirs gets more than `left` of it. */
const mayDo = ({ lines }: Doc, left: (line: Line) => number, veto: Veto): Veto => {
  const sourced = lines.filter(({ of }) => of);
  if (sourced.some(({ of }) => !inForce(of!.doc))) return 'what it came from has ended';
  return sourced.some((line) => sumOf(sourced, line) > left(line.of!.line)) ? veto : undefined;
};

const POST: Record<Kind, Rule> = {
  ...{ quote: FREE, balance: FREE, entry: FREE, claim: FREE },
  order: (_, doc) => mayDo(doc, (line) => line.quantity - line.cancelled - line.ordered, 'more than is quoted'),
  issue: mayTake,
  delivery: (model, doc) =>
    mayDo(doc, (line) => line.quantity - line.cancelled - line.delivered, 'more than is ordered') ??
    mayTake(model, doc),
  invoice: (_, doc) => mayDo(doc, (line) => line.quantity - line.invoiced, 'more than is delivered'),
  receipt: (_, doc) =>
    doc.uses.some(({ item }) => !inForce(item)) ? 'what it came from has ended' : mayUse(doc, doc.uses),
};

const isTouched = ({ lines }: Doc, done: (line: Line) => number): Veto =>
  lines.some((line) => done(line) > 0) ? 'something depends on it' : undefined;
const isSettled: Rule = (_, { settled }) => (settled > 0 ? 'something depends on it' : undefined);

const TAKE_BACK: Record<Kind, Rule> = {
  quote: (_, doc) => isTouched(doc, (line) => line.ordered),
  order: (_, doc) => isTouched(doc, (line) => line.delivered),
  delivery: (_, doc) => isTouched(doc, (line) => line.invoiced),
  ...{ invoice: isSettled, balance: isSettled },
  receipt: (model, { amount }) => (model.funds < amount ? 'the money is gone' : undefined),
  ...{ entry: mayTake, issue: FREE, claim: FREE },
};

export const mayPost: Rule = (model, doc) => POST[doc.kind](model, doc);
export const mayTakeBack: Rule = (model, doc) => TAKE_BACK[doc.kind](model, doc);

/** No more than was received, and no more than is owed. */
export function mayUse(receipt: Doc, uses: readonly Use[]): Veto {
  const used = uses.reduce((total, { amount }) => total + amount, receipt.settled);
  if (used > receipt.amount) return 'more than was received';
  const isTooMuch = ({ item }: Use): boolean =>
    uses.filter((use) => use.item === item).reduce((total, { amount }) => total + amount, item.settled) > item.amount;
  return uses.some(isTooMuch) ? 'more than is owed' : undefined;
}

/** Whether nothing is left to do. */
export function isDone(doc: Doc): boolean {
  const due = (line: Line): number => line.quantity - line.cancelled;
  if (doc.kind === 'quote') return doc.lines.every((line) => line.ordered >= due(line));
  if (doc.kind === 'order') return doc.lines.every((line) => line.delivered >= due(line) && line.invoiced >= due(line));
  if (doc.kind === 'delivery') return doc.lines.every((line) => line.invoiced >= due(line));
  if (doc.kind === 'claim') return doc.settled > 0;
  return (doc.kind === 'receipt' || isOwed(doc)) && doc.settled === doc.amount;
}
