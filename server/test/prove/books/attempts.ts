import type { Response } from 'supertest';
import type { Actor, Shown } from '../../support/actor.js';
import { PATHS, type Desk } from './desk.js';
import type { Doc, Status } from './papers.js';
import type { Veto } from './vetoes.js';

/** Something that somebody tries, what the model says of it, and what it keeps when it happened. */
export interface Attempt {
  /** The kind of act, for counting. */
  readonly name: string;
  readonly what: string;
  readonly veto: Veto;
  readonly send: () => Promise<Response>;
  /** Answers what the answer should have said, if anything. */
  readonly then: (body: Shown) => string[] | void;
  /** Several requests, of which the first ones count even when the last is refused. */
  readonly isLong?: boolean;
  /** The document whose version the act counts up. */
  readonly counts?: string;
}

export type Act = (desk: Desk, pick: Picker) => Attempt | undefined;

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

export const ANY = { 'If-Match': '*' };
export const OPEN: readonly Status[] = ['draft', 'rejected'];
export const WAITING: readonly Status[] = ['pending'];
export const IN_FORCE: readonly Status[] = ['effective', 'completed'];

export const say = ({ kind, id, status }: Doc): string => `${status} ${kind} ${id}`;

/** One of these documents, most of the time one in such a state; where none is, mostly nothing. */
export function some(docs: readonly Doc[], pick: Picker, states: readonly Status[]): Doc | undefined {
  const likely = docs.filter(({ status }) => states.includes(status));
  if (likely.length === 0) return pick.below(8) > 0 ? undefined : pick.of(docs);
  return pick.of(pick.below(6) > 0 ? likely : docs);
}

/** One of those who write. */
export const maker = (desk: Desk, pick: Picker): Actor => desk.crew.makers[pick.below(2)]!;

interface How {
  readonly by: Actor;
  readonly body?: Record<string, unknown>;
}

/** An act on a document, with what it does to the model. */
export const act = (doc: Doc, name: string, veto: Veto, { by, body = {} }: How, then: () => void): Attempt => ({
  ...{ name, what: `${name} ${say(doc)} by ${by.name} ${JSON.stringify(body)}`, veto },
  then: () => {
    then();
  },
  send: () => by.send('post', `${PATHS[doc.kind]}/${doc.id}/${name}`, body, ANY),
  // What is settled is not the content of a receipt.
  ...(name === 'settle' ? {} : { counts: doc.id }),
});
