import { permissionOf, type ResourceDefinition } from '@guanxi/shared/kernel';
import { Views } from '../../../src/kernel/audit/views.js';
import { Rows } from '../../../src/kernel/db/rows.js';
import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { ListSpec } from '../../../src/kernel/lists/list.js';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, prepare, recordOf, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { ROUTES } from '../routes/route.js';

/** A column that a role may hide, with two values that nobody could tell apart who does not see it. */
export interface Secret {
  readonly resource: ResourceDefinition;
  readonly field: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly property: string;
}

const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  numeric: ['111.11', '888.88'],
  jsonb: [
    '[{"title":"Secret A","kind":"invoice","street":"A"}]',
    '[{"title":"Secret B","kind":"invoice","street":"B"}]',
  ],
  text: ['secret-a-13811112222', 'secret-b-13988887777'],
};

/** The values between which a secret changes. */
export const valuesOf = ({ type }: Secret): readonly [string, string] => VALUES[type] ?? VALUES['text']!;

/** A company with a record of every resource that has something to hide, and somebody it is hidden from. */
export class Hiding {
  private constructor(
    readonly world: World,
    /** Holds every permission, sees every row and no sensitive field. */
    readonly clerk: Actor,
    readonly secrets: readonly Secret[],
    private readonly records: ReadonlyMap<string, Shown>,
  ) {}

  static async prepare(): Promise<Hiding> {
    const world = await World.start();
    try {
      return await Hiding.fill(world);
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  private static async fill(world: World): Promise<Hiding> {
    const ground = await prepare(world);
    const lists = world.app
      .get(ListRegistry)
      .all()
      .filter(({ definition }) => definition.sensitive.length > 0);
    const records = new Map<string, Shown>();
    for (const { definition } of lists) records.set(definition.type, await told(ground, definition));
    const secrets = lists.flatMap((list) => list.definition.sensitive.map((field) => secretOf(world, list, field)));
    return new Hiding(world, await clerkOf(world, lists), secrets, records);
  }

  stop(): Promise<void> {
    return this.world.stop();
  }

  /** Gives the secret one of its values, past every rule and with no trace in logs. */
  async set({ table, column, type, resource }: Secret, value: string): Promise<void> {
    const { id } = this.records.get(resource.type)!;
    const own = table.endsWith('_line') ? 'document_id' : 'id';
    const cast = type === 'numeric' ? 'numeric' : type === 'jsonb' ? 'jsonb' : 'text';
    await this.world.sqlAsOwner(
      `SET session_replication_role = replica; UPDATE "${table}" SET "${column}" = '${value}'::${cast} WHERE "${own}" = '${id}'`,
    );
  }

  /** Looks at the secret's record, where it has an address, before the questions: the note of it must not come between two of them. */
  async lookAt(by: Actor, { resource }: Secret): Promise<void> {
    await by.send('get', `${resource.path}/${this.records.get(resource.type)!.id}`);
    await this.world.app.get(Views).flush();
  }

  /** Everything that the API answers about the secret's resource, question by question. */
  async transcript(by: Actor, secret: Secret): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    for (const [path, accept] of this.questions(secret)) {
      const { status, body, text } = await by.send('get', path, undefined, accept ? { Accept: accept } : {});
      const { instance: _instance, ...rest } = (body ?? {}) as Record<string, unknown>;
      const isTable = status === 200 && accept !== undefined;
      answers.set(`${accept ?? ''} ${path}`, `${status} ${isTable ? text : JSON.stringify(rest)}`);
    }
    return answers;
  }

  private questions(secret: Secret): [path: string, accept?: string][] {
    const { resource, property } = secret;
    const { path } = resource;
    const { id } = this.records.get(resource.type)!;
    const list = ROUTES.find((route) => route.method === 'GET' && route.path === `/api/v1/${path}`)!;
    const asked = list.filters.map(({ name }) => name).filter((name) => name.replace(/\[\w+\]$/, '') === property);
    const values = [...valuesOf(secret), '500', '0'];
    const below = ROUTES.filter(
      (route) =>
        route.method === 'GET' && route.path.startsWith(`/api/v1/${path}/{id}`) && !route.path.includes('fileId'),
    );
    const whole = `${path}?limit=200&count=exact`;
    return [
      [whole],
      [path, 'text/csv'],
      [`${path}?fields=id,${property}`, 'text/csv'],
      ...['', '-'].map((sign): [string] => [`${whole}&sort=${sign}${property}`]),
      ...(['sort=sortKey', 'sort=-updatedAt', `fields=${property}`] as const).map((one): [string] => [
        `${whole}&${one}`,
      ]),
      ...values.flatMap((value) => [
        [`${whole}&q=${encodeURIComponent(value)}`] as [string],
        ...asked.map((name): [string] => [`${whole}&${encodeURIComponent(name)}=${encodeURIComponent(value)}`]),
        ...['', '[gt]', '[lt]', '[contains]', '[empty]', '[ne]'].map((operator): [string] => [
          `${whole}&${encodeURIComponent(property + operator)}=${operator === '[empty]' ? 'true' : encodeURIComponent(value)}`,
        ]),
      ]),
      ...below.map((route): [string] => [route.path.replace('/api/v1/', '').replace('{id}', id)]),
      ...around(id).map((one): [string] => [one]),
    ];
  }
}

/** Places where a record shows besides its own. */
const around = (id: string): string[] => [
  'inbox',
  `system/audit-logs?recordId=${id}`,
  `sales-orders/credit/${id}`,
  'sales-orders?limit=200',
  'sales-orders/receivables?limit=200',
  'customers/contacts?limit=200',
  'relations/interactions?limit=200',
];

/** A record with a history, so that its timeline has something to give away; documents are in force. */
async function told(ground: Ground, { type, path }: ResourceDefinition): Promise<Shown> {
  const { admin } = ground.world;
  const record = await recordOf(ground, { type, path }, admin);
  const isDocument = ground.world.app
    .get(DocumentRegistry)
    .all()
    .some(({ definition }) => definition.type === type);
  return isDocument ? approved(ground, path, record) : record;
}

function secretOf(world: World, { definition, entity }: ListSpec, field: string): Secret {
  const rows = world.app.get(Rows);
  const handler = world.app
    .get(DocumentRegistry)
    .all()
    .find((one) => one.definition.type === definition.type);
  const tables = [rows.table(entity), ...(handler?.lines ? [rows.table(handler.lines.entity)] : [])];
  for (const table of tables) {
    const column = table.columns.find(({ property }) => property === field);
    if (column)
      return {
        resource: definition,
        field,
        table: table.name,
        column: column.column,
        type: column.type,
        property: field,
      };
  }
  throw new Error(`${definition.type}.${field} has no column`);
}

async function clerkOf(world: World, lists: readonly ListSpec[]): Promise<Actor> {
  const { items } = await world.admin.get<{ items: { code: string }[] }>('system/permissions');
  const rules = lists.map(({ definition }): [string, Record<string, string>] => [
    definition.type,
    Object.fromEntries(definition.sensitive.map((field) => [field, 'hidden'])),
  ]);
  const role = await world.admin.create('system/roles', {
    ...{ name: 'Sees no secrets', permissions: items.map(({ code }) => code) },
    scopes: Object.fromEntries(lists.map(({ definition }) => [definition.module, 'all'])),
    fieldRules: Object.fromEntries(rules),
  });
  // Whoever could read nothing would be told nothing.
  const missing = lists
    .map(({ definition }) => permissionOf(definition, 'read'))
    .filter((code) => !role['permissions'].includes(code));
  if (missing.length > 0) throw new Error(`no permission ${missing.join()}`);
  return world.colleague('Clerk', { roleIds: [role.id] });
}

/** Questions whose answers tell one value of a secret from the other. */
export async function tellingQuestions(hiding: Hiding, secret: Secret, by: Actor): Promise<string[]> {
  const [one, other] = valuesOf(secret);
  await hiding.lookAt(by, secret);
  await hiding.set(secret, one);
  const before = await hiding.transcript(by, secret);
  await hiding.set(secret, other);
  const after = await hiding.transcript(by, secret);
  return [...before].filter(([question, answer]) => after.get(question) !== answer).map(([question]) => question);
}
