import type { Response } from 'supertest';
import { changedTables, type RowWatch } from '../../support/checksum.js';
import { ACTS, Picker, type Attempt } from './acts.js';
import type { Desk } from './desk.js';

/** The numbers by which an act is chosen. */
export type Choice = readonly [act: number, ...rest: number[]];

export const attemptOf = (desk: Desk, [act, ...rest]: Choice): Attempt | undefined =>
  ACTS[act % ACTS.length]!(desk, new Picker(rest));

const answered = ({ status, body }: Response): string =>
  `${status} ${String((body as { code?: string } | null)?.code ?? '')}`.trim();

/** One client alone: each act happens or is refused as the model says, and then the books are as the model has them. */
export class Clerk {
  readonly happened = new Map<string, number>();

  constructor(
    private readonly desk: Desk,
    private readonly watch: RowWatch,
  ) {}

  /** Tries an act; answers what was not as it must be. */
  async try(choice: Choice): Promise<string[]> {
    const attempt = attemptOf(this.desk, choice);
    if (!attempt) return [];
    const isWatched = attempt.veto !== undefined && !attempt.isLong;
    const before = isWatched ? await this.watch.sums() : new Map<string, string>();
    const answer = await attempt.send();
    const [name] = attempt.what.split(' ');
    this.count(`${name} ${attempt.veto ? 'refused' : 'done'}`);
    const isDone = answer.status < 300;
    if (answer.status >= 500 || isDone !== (attempt.veto === undefined))
      return [`${attempt.what}: ${answered(answer)}, but the model says: ${attempt.veto ?? 'it must happen'}`];
    if (isDone) attempt.then(answer.body as never);
    const changed = isWatched ? changedTables(before, await this.watch.sums()) : [];
    return [
      ...changed.map((table) => `${attempt.what} was refused and changed ${table}`),
      ...(await this.differences(attempt.what)),
    ];
  }

  private async differences(after: string): Promise<string[]> {
    const [expected, observed] = [this.desk.expected(), await this.desk.observed()];
    const missing = expected.filter((text) => !observed.includes(text)).map((text) => `after ${after}: no ${text}`);
    const extra = observed.filter((text) => !expected.includes(text)).map((text) => `after ${after}: there is ${text}`);
    return [...missing, ...extra];
  }

  private count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }
}
