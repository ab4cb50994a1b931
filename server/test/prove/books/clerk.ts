import type { Response } from 'supertest';
import { changedTables, type RowWatch } from '../../support/checksum.js';
import { ACTS } from './acts.js';
import { Picker, type Attempt } from './attempts.js';
import type { Desk } from './desk.js';
import { brokenIn } from './invariants/invariants.js';
import { differences, expected, expectedNeeds, needed, observed } from './sight.js';
import { VETOES, type Veto } from './vetoes.js';

/** The numbers by which an act is chosen. */
export type Choice = readonly [act: number, ...rest: number[]];

/** So many acts are looked at when there is nothing to be done by the first. */
const WAYS = 12;

export function attemptOf(desk: Desk, [act, ...rest]: Choice, acts = ACTS): Attempt | undefined {
  for (let way = 0; way < WAYS; way += 1) {
    const attempt = acts[(act + way * 5) % acts.length]!(desk, new Picker(rest));
    if (attempt) return attempt;
  }
  return undefined;
}

export const codeOf = ({ body }: Response): string => String((body as { code?: string } | null)?.code ?? '');

/** Whether the answer is what the model says: it happened, or was refused for that reason and no other. */
function isAsSaid(answer: Response, veto: Veto): boolean {
  if (!veto) return answer.status < 300;
  return answer.status >= 400 && answer.status < 500 && VETOES[veto].some((code) => code === codeOf(answer));
}

/** One client alone: each act happens or is refused as the model says, and then the books are as the model has them. */
export class Clerk {
  /** How often each kind of act happened, and was refused. */
  readonly happened = new Map<string, number>();
  /** The rows of all tables, as long as nothing has happened since they were summed. */
  private sums: Map<string, string> | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly watch: RowWatch,
  ) {}

  /** Tries an act; answers what was not as it must be. */
  async try(choice: Choice): Promise<string[]> {
    const attempt = attemptOf(this.desk, choice);
    if (!attempt) return [];
    const { veto, what, name } = attempt;
    const isWatched = veto !== undefined && !attempt.isLong;
    const before = isWatched ? (this.sums ?? (await this.watch.sums())) : undefined;
    const answer = await attempt.send();
    if (!isAsSaid(answer, veto))
      return [`${what}: ${answer.status} ${codeOf(answer)}, but the model says: ${veto ?? 'it must happen'}`];
    const missaid = veto ? [] : (attempt.then(answer.body as never) ?? []);
    this.count(`${name} ${veto ? 'refused' : 'done'}`);
    this.sums = before && (await this.watch.sums());
    const changed = before && this.sums ? changedTables(before, this.sums) : [];
    return [
      ...changed.map((table) => `${what} was refused and changed ${table}`),
      ...[...missaid, ...(await this.wrong())].map((text) => `after ${what}: ${text}`),
    ];
  }

  private async wrong(): Promise<string[]> {
    const { desk } = this;
    return [
      ...differences(expected(desk), await observed(desk)),
      ...differences(expectedNeeds(desk), await needed(desk)),
      ...(await brokenIn(desk.world)),
    ];
  }

  private count(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }
}
