import type { DocumentDefinition, DocumentState } from '@guanxi/shared/documents';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { DocumentRegistry } from '../../../src/kernel/documents/registry.js';
import { ListRegistry } from '../../../src/kernel/lists/list-registry.js';
import type { Shown } from '../../support/actor.js';
import { prepare, recordOf, type Ground } from '../../support/factories.js';
import { World } from '../../support/world.js';
import { referenceTo, REFERENCES } from './bodies.js';
import { Callers } from './callers.js';
import { resourceOf, ROUTES } from './route.js';
import { situationsOf, type Situation } from './situations.js';
import { amendedOf, inStates, type OpenState } from './states.js';
import { tokensOf, type Tokens } from './tokens.js';
import { attach } from './upload.js';

export type Json = Record<string, unknown>;

/** What a stage holds. */
interface Props {
  readonly world: World;
  readonly ground: Ground;
  readonly tokens: Tokens;
  readonly callers: Callers;
  readonly resources: readonly ResourceDefinition[];
  readonly definitions: ReadonlyMap<string, DocumentDefinition>;
  /** A record of each resource by its type. */
  readonly records: ReadonlyMap<string, Shown>;
  /** Records out of use by their type, where bodies name records of the type. */
  readonly archived: ReadonlyMap<string, Shown>;
  /** Files by the id of the record that they are at. */
  readonly files: ReadonlyMap<string, string>;
  /** Documents of each type by their state. */
  readonly documents: ReadonlyMap<string, ReadonlyMap<DocumentState, Shown>>;
  /** Documents in force with an open amendment, by their type and its state. */
  readonly amended: ReadonlyMap<string, ReadonlyMap<OpenState, Shown>>;
  /** What stands in the way of acts on records that are no documents. */
  readonly situations: readonly Situation[];
}

/** A company with a record of every resource, documents in every state, and callers of every kind. */
export class Stage {
  readonly world = this.props.world;
  readonly ground = this.props.ground;
  readonly tokens = this.props.tokens;
  readonly callers = this.props.callers;
  readonly resources = this.props.resources;
  readonly definitions = this.props.definitions;
  readonly files = this.props.files;
  readonly archived = this.props.archived;
  readonly documents = this.props.documents;
  readonly amended = this.props.amended;
  readonly situations = this.props.situations;

  private constructor(private readonly props: Props) {}

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
    const lists = world.app.get(ListRegistry).all();
    const resources = distinct(lists.map((list) => list.definition));
    const all = world.app.get(DocumentRegistry).all();
    const definitions = new Map(all.map(({ definition }) => [definition.type, definition]));
    const files = new Map<string, string>();
    const documents = new Map<string, Map<DocumentState, Shown>>();
    const amended = new Map<string, Map<OpenState, Shown>>();
    for (const definition of definitions.values()) {
      documents.set(definition.type, await inStates(ground, definition, files));
      if (definition.lifecycle.amend) amended.set(definition.type, await amendedOf(ground, definition));
    }
    const records = await recordsOf(ground, resources, files);
    const archived = await archivedOf(ground, resources);
    const situations = await situationsOf(ground);
    const known = await world.admin.get<{ items: { code: string }[] }>('system/permissions');
    const permissions = known.items.map(({ code }) => code);
    const callers = new Callers(world, permissions);
    const tokens = await tokensOf(world, permissions);
    return new Stage({
      ...{ world, ground, tokens, callers, resources, definitions },
      ...{ records, archived, files, documents, amended, situations },
    });
  }

  record(type: string): Shown {
    const record = this.props.records.get(type);
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

/** Types of the records that some routes name. */
const typesOf = (resources: readonly ResourceDefinition[], isMeant: (route: (typeof ROUTES)[number]) => boolean) =>
  new Set(ROUTES.filter(isMeant).flatMap((route) => resourceOf(route, resources)?.type ?? []));

/**
 * A record of each resource, with a file where it takes files. What is changed by version has been changed once, so that there
 * is a version that was right and is no more.
 */
async function recordsOf(
  ground: Ground,
  resources: readonly ResourceDefinition[],
  files: Map<string, string>,
): Promise<Map<string, Shown>> {
  const takesFiles = typesOf(resources, (route) => route.isUpload);
  const hasVersion = typesOf(resources, (route) => route.needsVersion);
  const records = new Map<string, Shown>();
  const changes: string[] = [];
  for (const resource of resources) {
    const { type, path } = resource;
    const record = await recordOf(ground, resource, ground.world.admin);
    if (takesFiles.has(type)) files.set(record.id, await attach(ground.world, `${path}/${record.id}`));
    const version = hasVersion.has(type) ? record.version + 1 : record.version;
    changes.push(`UPDATE "${type.replaceAll('-', '_')}" SET version = ${version} WHERE id = '${record.id}'`);
    records.set(type, { ...record, version });
  }
  await ground.world.sqlAsOwner(changes.filter((_, index) => hasVersion.has(resources[index]!.type)).join(';'));
  return records;
}

/** A record out of use of each resource whose records can be taken out of use, where bodies name them. */
async function archivedOf(ground: Ground, resources: readonly ResourceDefinition[]): Promise<Map<string, Shown>> {
  const { admin } = ground.world;
  const canBe = typesOf(resources, (route) => route.path.endsWith('/{id}/archive'));
  const archived = new Map<string, Shown>();
  for (const resource of resources.filter(({ type }) => canBe.has(type) && REFERENCES.has(referenceTo(type)))) {
    const record = await recordOf(ground, resource, admin);
    archived.set(resource.type, await admin.act(resource.path, record, 'archive'));
  }
  return archived;
}
