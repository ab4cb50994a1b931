import { Views } from '../../../src/kernel/audit/views.js';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Actor, Shown } from '../../support/actor.js';
import { prepare } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { clerkOf, type Kept } from './hidden-clerk.js';
import { sceneOf, type Scene } from './hidden-scene.js';
import { triesWith } from './hidden-tries.js';
import { questionsAbout, type Question } from './questions.js';
import { enteredOf, LARGE, secretOf, valuesOf, type Channel, type Secret } from './secrets.js';
import { unnamed, withoutNotes } from './transcript.js';

/** Row by row as the owner of the database, past every rule. */
const PAST_RULES = 'SET session_replication_role = replica;';
/** Channels that show a value as it is. */
const SHOWN: readonly Channel[] = ['list', 'csv', 'record'];
/** What an edit always leaves, the same after each. */
const AS_IF_ONCE = `"version" = 9, "updated_at" = '2026-11-02T00:00:00Z'`;

/** A company with a record of every resource that has something to hide, and somebody it is hidden from. */
export class Hiding {
  private constructor(
    readonly world: World,
    /** Holds every permission, sees every row and of no sensitive field more than a mask. */
    readonly clerk: Actor,
    readonly secrets: readonly Secret[],
    readonly scene: Scene,
  ) {}

  static async prepare(kept: Kept): Promise<Hiding> {
    const world = await World.start();
    try {
      return await Hiding.fill(world, kept);
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  private static async fill(world: World, kept: Kept): Promise<Hiding> {
    const lists = world.app
      .get(ListRegistry)
      .all()
      .filter(({ definition }) => definition.sensitive.length > 0);
    const ground = await prepare(world);
    const clerk = await clerkOf(world, lists, kept);
    const resources = lists.map(({ definition }) => definition);
    const secrets = lists.flatMap((list) => list.definition.sensitive.map((field) => secretOf(world, list, field)));
    return new Hiding(world, clerk, secrets, await sceneOf(ground, clerk, resources));
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** The record that holds the secret: a document in force, unless it is to be edited. */
  private recordOf({ resource: { type } }: Secret, edited: boolean): Shown {
    return (edited ? this.scene.drafts.get(type) : undefined) ?? this.scene.records.get(type)!;
  }

  /** Gives the secret one of its values, past every rule and with no trace in logs. */
  private async set(secret: Secret, value: string | null): Promise<void> {
    const { table, column, type } = secret;
    const literal = value === null ? 'NULL' : `'${value}'::${type}`;
    await this.world.sqlAsOwner(`${PAST_RULES} UPDATE "${table}" SET "${column}" = ${literal} ${this.where(secret)}`);
  }

  private async valueOf(secret: Secret): Promise<string | null> {
    const select = `SELECT "${secret.column}"::text AS value FROM "${secret.table}" ${this.where(secret)}`;
    return ((await this.world.sqlAsOwner(select))[0]!['value'] as string | null) ?? null;
  }

  private where(secret: Secret): string {
    const own = secret.table.endsWith('_line') ? 'document_id' : 'id';
    return `WHERE "${own}" = '${this.recordOf(secret, false).id}'`;
  }

  /** Edits the secret as the administrator does, with all traces. */
  private async edit(secret: Secret, value: unknown): Promise<void> {
    const { path } = secret.resource;
    const record = this.recordOf(secret, true);
    const lines = ((record['lines'] ?? []) as Shown[]).map(({ id, product, quantity }) => ({
      ...{ id, productId: (product as Shown).id, quantity, [secret.input!]: value },
    }));
    const body = secret.table.endsWith('_line') || record['lines'] ? { lines } : { [secret.input!]: value };
    const { status, text } = await this.world.admin.send('patch', `${path}/${record.id}`, body, { 'If-Match': '*' });
    if (status !== 200) throw new Error(`${path} does not take ${secret.field}: ${text}`);
  }

  private async asIfOnce(secret: Secret): Promise<void> {
    const table = secret.table.replace(/_line$/, '');
    await this.world.sqlAsOwner(
      `${PAST_RULES} UPDATE "${table}" SET ${AS_IF_ONCE} WHERE id = '${this.recordOf(secret, true).id}'`,
    );
  }

  /** Looks at the secret's record, where it has an address, before the questions: the note of it must not come between two of them. */
  private async lookAt(by: Actor, secret: Secret): Promise<void> {
    await by.send('get', `${secret.resource.path}/${this.recordOf(secret, false).id}`);
    await this.world.app.get(Views).flush();
  }

  private async transcript(by: Actor, questions: readonly Question[]): Promise<Map<Question, string>> {
    const answers = new Map<Question, string>();
    for (const question of questions) answers.set(question, await answerTo(by, question));
    return answers;
  }

  /** Questions and tries whose answers tell one value of a secret from the other, when only the value changes. */
  toldOfValues(secret: Secret, by: Actor): Promise<Question[]> {
    const questions = questionsAbout(secret, this.recordOf(secret, false).id, false);
    return this.toldOf(secret, by, valuesOf(secret), [...questions, ...triesWith(secret, this.scene)]);
  }

  /** The same of large figures, which would decide the tries as well. */
  private async toldOfLarge(secret: Secret, by: Actor): Promise<Question[]> {
    if (secret.type !== 'numeric') return [];
    const questions = questionsAbout(secret, this.recordOf(secret, false).id, false);
    return this.toldOf(
      secret,
      by,
      LARGE,
      questions.filter(({ channel }) => SHOWN.includes(channel)),
    );
  }

  private async toldOf(
    secret: Secret,
    by: Actor,
    [one, other]: readonly [string, string],
    questions: readonly Question[],
  ): Promise<Question[]> {
    const first = await this.valueOf(secret);
    await this.lookAt(by, secret);
    await this.set(secret, one);
    const before = await this.transcript(by, questions);
    await this.set(secret, other);
    const after = await this.transcript(by, questions);
    await this.set(secret, first);
    return differing(before, after);
  }

  /** Questions whose answers tell one edit of a secret from another, where people edit it; each edit leaves the same traces. */
  async toldOfEdits(secret: Secret, by: Actor): Promise<Question[]> {
    if (secret.input === undefined) return [];
    const questions = questionsAbout(secret, this.recordOf(secret, true).id, true);
    const [neutral, one, other] = enteredOf(secret);
    // The log of the first run begins with what the log of the second one begins with: there and back.
    for (const value of [neutral, other, neutral]) await this.edit(secret, value);
    const runs: Map<Question, string>[] = [];
    for (const value of [one, other]) {
      await this.edit(secret, value);
      await this.asIfOnce(secret);
      runs.push(await this.transcript(by, questions));
      await this.edit(secret, neutral);
    }
    return differing(runs[0]!, runs[1]!);
  }

  /** Tries that even the administrator is refused for what is wrong with them: they would tell nothing of anything. */
  async vacuousTries(): Promise<string[]> {
    const tries = this.secrets.flatMap((secret) => triesWith(secret, this.scene));
    const findings = new Set<string>();
    for (const one of new Map(tries.map((each) => [wordsOf(each), each])).values()) {
      const answer = await answerTo(this.world.admin, one);
      if (/^4(00|04|15|22) /.test(answer)) findings.add(`${wordsOf(one)} | ${answer}`);
    }
    return [...findings];
  }

  /** What all ways of changing it tell of a secret. */
  async told(secret: Secret, by: Actor): Promise<Question[]> {
    const told = [await this.toldOfValues(secret, by), await this.toldOfLarge(secret, by)];
    return [...told.flat(), ...(await this.toldOfEdits(secret, by))];
  }
}

/** Ways in which a secret is not told to whom it is not hidden, although the product says that it is. */
export function silentChannels(secret: Secret, told: readonly Question[]): Channel[] {
  const loud = new Set(told.map(({ channel }) => channel));
  const logs: Channel[] = secret.input === undefined ? [] : ['timeline', 'audit log'];
  return [...secret.channels, ...logs].filter((channel) => !loud.has(channel));
}

export const wordsOf = ({ channel, method, path, accept, body }: Question): string =>
  [channel, method, accept, path, body && JSON.stringify(body)].filter(Boolean).join(' ');

const differing = (before: Map<Question, string>, after: Map<Question, string>): Question[] =>
  [...before].filter(([question, answer]) => after.get(question) !== answer).map(([question]) => question);

async function answerTo(by: Actor, { method, path, accept, body }: Question): Promise<string> {
  const headers: Record<string, string> = { ...(accept && { Accept: accept }), ...(method && { 'If-Match': '*' }) };
  const { status, body: read, text } = await by.send(method ?? 'get', path, body, headers);
  if (status >= 500) throw new Error(`${path}: ${status} ${text}`);
  if (status === 200 && accept) return text;
  return `${status} ${method ? unnamed(read) : withoutNotes(read)}`;
}
