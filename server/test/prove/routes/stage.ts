import { createHmac } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { DocumentDefinition, DocumentState } from '@guanxi/shared/documents';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Actor, Shown } from '../../support/actor.js';
import { approved, prepare, recordOf, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { uploadOf } from './upload.js';

/** Bearer tokens of callers that a route must tell apart. */
export interface Tokens {
  /** May everything. */
  readonly admin: string;
  /** Holds every permission, and sees what is their own. */
  readonly narrow: string;
  /** Holds no permission. */
  readonly bare: string;
  readonly expired: string;
  /** Of a session that has ended. */
  readonly ended: string;
  /** Well-formed, and signed by somebody else. */
  readonly foreign: string;
  readonly unsigned: string;
}

export type Json = Record<string, unknown>;

/** What a stage holds. */
interface Props {
  /** A record of each resource by its type, and the id of a file at it where it takes files. */
  readonly records: ReadonlyMap<string, Shown>;
  readonly files: ReadonlyMap<string, string>;
  /** Documents of each type by their state. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<DocumentState, Shown>>;
  readonly definitions: ReadonlyMap<string, DocumentDefinition>;
  /** Documents with an open amendment by their type. */
  readonly amended: ReadonlyMap<string, Shown>;
}

/** A company with a record of every resource, documents in every state, and callers of every kind. */
export class Stage {
  private constructor(
    readonly world: World,
    readonly ground: Ground,
    readonly tokens: Tokens,
    readonly resources: readonly ResourceDefinition[],
    private readonly props: Props,
  ) {}

  get records(): Props['records'] {
    return this.props.records;
  }
  get files(): Props['files'] {
    return this.props.files;
  }
  get documents(): Props['documents'] {
    return this.props.documents;
  }
  get definitions(): Props['definitions'] {
    return this.props.definitions;
  }
  get amended(): Props['amended'] {
    return this.props.amended;
  }

  static async set(): Promise<Stage> {
    const world = await World.start({}, { served: true });
    try {
      return await Stage.fill(world);
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  private static async fill(world: World): Promise<Stage> {
    const ground = await prepare(world);
    const resources = distinct(
      world.app
        .get(ListRegistry)
        .all()
        .map((list) => list.definition),
    );
    const definitions = new Map(
      world.app
        .get(DocumentRegistry)
        .all()
        .map(({ definition }) => [definition.type, definition]),
    );
    const records = new Map<string, Shown>();
    const documents = new Map<string, Map<DocumentState, Shown>>();
    for (const definition of definitions.values()) documents.set(definition.type, await inStates(ground, definition));
    for (const resource of resources) records.set(resource.type, await recordOf(ground, resource, world.admin));
    const amended = await amendedOf(ground, definitions.values());
    const files = await filesOf(world, resources, records);
    const props = { records, files, documents, definitions, amended };
    return new Stage(world, ground, await tokensOf(world), resources, props);
  }

  record(type: string): Shown {
    const record = this.records.get(type);
    if (!record) throw new Error(`no record of ${type}`);
    return record;
  }

  stop(): Promise<void> {
    return this.world.stop();
  }
}

/** Lists of lines share the definition of their document. */
function distinct(definitions: readonly ResourceDefinition[]): ResourceDefinition[] {
  return [...new Map(definitions.map((definition) => [definition.type, definition])).values()];
}

/** A document in each state that people can bring it to. */
async function inStates(ground: Ground, definition: DocumentDefinition): Promise<Map<DocumentState, Shown>> {
  const { admin, second } = ground.world;
  const { path } = definition;
  const draft = (): Promise<Shown> => recordOf(ground, definition, admin);
  const submit = async (): Promise<Shown> => admin.act(path, await draft(), 'submit');
  const inForce = async (): Promise<Shown> => approved(ground, path, await draft());
  const reason = { reason: 'No longer wanted' };
  const made = [
    await draft(),
    await submit(),
    await second.act(path, await submit(), 'reject', reason),
    await inForce(),
    await admin.act(path, await inForce(), 'void', reason),
    ...(definition.lifecycle.close ? [await admin.act(path, await inForce(), 'close', reason)] : []),
  ];
  return new Map(made.map((document) => [document['status'] as DocumentState, document]));
}

/** A document in force with an open amendment, of each type that can be amended. */
async function amendedOf(ground: Ground, definitions: Iterable<DocumentDefinition>): Promise<Map<string, Shown>> {
  const { admin } = ground.world;
  const amended = new Map<string, Shown>();
  for (const definition of definitions) {
    if (!definition.lifecycle.amend) continue;
    const inForce = await approved(ground, definition.path, await recordOf(ground, definition, admin));
    amended.set(definition.type, await admin.act(definition.path, inForce, 'amend', { reason: 'Other quantities' }));
  }
  return amended;
}

/** Puts a file at each record that takes files. */
async function filesOf(
  world: World,
  resources: readonly ResourceDefinition[],
  records: ReadonlyMap<string, Shown>,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { type, path } of resources) {
    const { headers, body } = uploadOf('note.txt', 'What was agreed');
    const response = await world.app.inject({
      ...{ method: 'POST', url: `/api/v1/${path}/${records.get(type)!.id}/attachments`, payload: body },
      headers: { ...headers, authorization: `Bearer ${world.admin.token}` },
    });
    if (response.statusCode === 201) files.set(type, response.json<Shown>().id);
  }
  return files;
}

async function tokensOf(world: World): Promise<Tokens> {
  const known = await world.admin.get<{ items: { code: string }[] }>('system/permissions');
  const items = known.items.map(({ code }) => code);
  const colleague = async (name: string, permissions: string[]): Promise<Actor> => {
    const role = await world.admin.create('system/roles', { name, permissions });
    return world.colleague(name, { roleIds: [role.id] });
  };
  const narrow = await colleague('Narrow', items);
  const bare = await colleague('Bare', []);
  const ended = await colleague('Ended', items);
  await ended.send('post', 'auth/sign-out');
  const payload = world.app.get(JwtService).decode<{ sub: string; sid: string }>(world.admin.token!);
  const { sub, sid } = payload;
  return {
    ...{ admin: world.admin.token!, narrow: narrow.token!, bare: bare.token!, ended: ended.token! },
    expired: await world.app.get(JwtService).signAsync({ sub, sid }, { expiresIn: -1 }),
    foreign: forge({ alg: 'HS256', typ: 'JWT' }, { sub, sid, exp: FAR }, 'another secret'),
    unsigned: forge({ alg: 'none', typ: 'JWT' }, { sub, sid, exp: FAR }),
  };
}

const FAR = 4_000_000_000;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function forge(header: object, payload: object, secret?: string): string {
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${secret ? createHmac('sha256', secret).update(content).digest('base64url') : ''}`;
}
