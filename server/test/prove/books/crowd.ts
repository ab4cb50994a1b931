import type { Response } from 'supertest';
import type { Shown } from '../../support/actor.js';
import { ACTS, PREPARING, PRESSING } from './acts.js';
import { ANY, type Act, type Attempt } from './attempts.js';
import { attemptOf, codeOf, type Choice } from './clerk.js';
import { PATHS, type Desk } from './desk.js';
import { brokenIn } from './invariants/invariants.js';
import { KeptRows } from './kept.js';
import type { Kind } from './papers.js';
import { reckon } from './reckoning.js';
import { differences, expected, observed } from './sight.js';

const isMaking = ({ name }: Attempt): boolean => name.startsWith('create') || name === 'take up';

/**
 * Many clients who act at the same time on the same documents. Nobody knows beforehand which of them comes first; but
 * afterwards everything must be as it follows from the documents that are in force then.
 */
export class Crowd {
  /** How often each kind of act happened, and was refused. */
  readonly happened = new Map<string, number>();
  private readonly ids: Set<string>;
  private readonly cancelled = new Map<string, number>();
  /** Which version each act brought about. */
  private readonly versions = new Set<string>();
  private readonly kept: KeptRows;

  constructor(private readonly desk: Desk) {
    this.ids = new Set(desk.model.docs.map(({ id }) => id));
    this.kept = new KeptRows(desk.world);
  }

  /** One after the other, so that there is something to act on together. */
  async begin(choices: readonly Choice[]): Promise<string[]> {
    for (const choice of choices) await this.together([choice], ACTS);
    return this.wrong();
  }

  /** All at once; answers what was not as it must be afterwards. */
  async round(choices: readonly Choice[]): Promise<string[]> {
    const isPressing = choices.reduce((sum, [act]) => sum + act, 0) % 2 === 0;
    const wrong = await this.together(choices, isPressing ? PRESSING : PREPARING);
    return [...wrong, ...(await this.wrong())];
  }

  private async together(choices: readonly Choice[], acts: readonly Act[]): Promise<string[]> {
    const attempts = choices.flatMap((choice) => attemptOf(this.desk, choice, acts) ?? []);
    const answers = await Promise.all(attempts.map((attempt) => this.send(attempt)));
    const wrong = attempts.flatMap((attempt, index) => this.hear(attempt, answers[index]!));
    await reckon(this.desk, [...this.ids], this.cancelled);
    return wrong;
  }

  /** What somebody made they submit at once, so that there is much to decide together. */
  private async send(attempt: Attempt): Promise<Response> {
    const answer = await attempt.send();
    if (!isMaking(attempt) || answer.status >= 300) return answer;
    const [, kind] = attempt.name.split(' ');
    const path = `${kind === 'up' ? PATHS.order : PATHS[kind as Kind]}/${(answer.body as Shown).id}/submit`;
    const submitted = await this.desk.world.admin.send('post', path, {}, ANY);
    return submitted.status >= 500 ? submitted : answer;
  }

  private hear(attempt: Attempt, answer: Response): string[] {
    const { name, what, counts } = attempt;
    const isDone = answer.status < 300;
    const key = `${name} ${isDone ? 'done' : 'refused'}`;
    this.happened.set(key, (this.happened.get(key) ?? 0) + 1);
    if (answer.status >= 500) return [`${what}: ${answer.status} ${codeOf(answer)}`];
    if (!isDone) return [];
    const body = answer.body as Shown;
    if (isMaking(attempt)) this.ids.add(body.id);
    if (name === 'close')
      for (const { id, cancelled } of body.lines as Shown[]) this.cancelled.set(id, Number(cancelled));
    return counts ? this.notice(`version ${body.version} of ${counts}`, what) : [];
  }

  /** No two acts bring about the same version. */
  private notice(version: string, what: string): string[] {
    const isTaken = this.versions.has(version);
    this.versions.add(version);
    return isTaken ? [`${what}: ${version} had come about before`] : [];
  }

  private async wrong(): Promise<string[]> {
    return [
      ...differences(expected(this.desk), await observed(this.desk)),
      ...(await brokenIn(this.desk.world)),
      ...(await this.kept.changed()),
    ];
  }
}
