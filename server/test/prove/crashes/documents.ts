import type { DocumentAct, DocumentDefinition } from '@guanxi/shared/documents';
import { Actor, type Shown } from '../../support/actor.js';
import { approved, FACTORIES, type Ground } from '../../support/factories.js';
import type { Json, Plan } from './write.js';

/** What a company's documents are made from, and somebody who had no hand in them. */
export interface Cast {
  readonly ground: Ground;
  readonly colleague: Actor;
}

type State = 'draft' | 'pending' | 'effective';
type How = Omit<Plan, 'name' | 'path' | 'subject'> & { readonly state: State; readonly to?: string };

const REASON = { reason: 'No longer wanted' };
const because = (): Json => REASON;

/** How each act of a document is asked for. An act that is missing here does not compile. */
const ACTS: Readonly<Record<DocumentAct, (cast: Cast) => How>> = {
  edit: () => ({ by: 'admin', method: 'patch', state: 'draft', to: '', body: changed }),
  delete: () => ({ by: 'admin', method: 'delete', state: 'draft', to: '' }),
  submit: () => ({ by: 'admin', method: 'post', state: 'draft' }),
  withdraw: () => ({ by: 'admin', method: 'post', state: 'pending' }),
  approve: () => ({ by: 'second', method: 'post', state: 'pending' }),
  reject: () => ({ by: 'second', method: 'post', state: 'pending', body: because }),
  transfer: ({ colleague: { id } }) => ({
    ...{ by: 'second', method: 'post', state: 'pending' },
    body: () => ({ userId: id }),
  }),
  amend: () => ({ by: 'admin', method: 'post', state: 'effective', body: because }),
  close: () => ({ by: 'admin', method: 'post', state: 'effective', body: because }),
  void: () => ({ by: 'admin', method: 'post', state: 'effective', body: because }),
  copy: () => ({ by: 'admin', method: 'post', state: 'effective' }),
};

/** Other content of a draft: its lines go, where it has some. */
const changed = (draft: Shown): Json =>
  Array.isArray(draft['lines']) ? { note: 'Changed', lines: [] } : { note: 'Changed', amount: '99' };

/** A document of a type that has come as far as a state. */
export async function inState({ ground }: Cast, { type, path }: DocumentDefinition, state: State): Promise<Shown> {
  const { admin } = ground.world;
  const draft = await FACTORIES[type]!(ground, admin);
  if (state === 'draft') return draft;
  return state === 'pending' ? admin.act(path, draft, 'submit') : approved(ground, path, draft);
}

/** Every act that the life cycle of a type has, each on a document of its own. */
export function actsOn(cast: Cast, definition: DocumentDefinition): Plan[] {
  const { type, path, lifecycle } = definition;
  return (Object.keys(lifecycle) as DocumentAct[]).map((act) => {
    const { state, to = `/${act}`, ...how } = ACTS[act](cast);
    const subject = (): Promise<Shown> => inState(cast, definition, state);
    return { ...how, name: `${act} ${type}`, path: `${path}/{id}${to}`, subject };
  });
}

/** Notes what it is asked to create instead of creating it. */
class Scribe extends Actor {
  private body: Json = {};

  static async bodyOf(ground: Ground, type: string): Promise<Json> {
    const scribe = new Scribe(ground.world.app, 'nobody', '', undefined);
    await FACTORIES[type]!(ground, scribe);
    return scribe.body;
  }

  override create(_: string, body: Json): Promise<Shown> {
    this.body = body;
    return Promise.resolve({ id: '', version: 0 });
  }
}

/** What follows from another document names lines of that one; the factories push these down. */
const FROM_LINES: Readonly<Record<string, { readonly source: string; readonly line: string }>> = {
  delivery: { source: 'sales-order', line: 'orderLineId' },
  'sales-invoice': { source: 'delivery', line: 'deliveryLineId' },
};

/** The creation of a document of a type. */
export function creationOf(cast: Cast, definition: DocumentDefinition, all: readonly DocumentDefinition[]): Plan {
  const { type, path } = definition;
  const { ground } = cast;
  const how = { by: 'admin', method: 'post', name: `create ${type}` } as const;
  const from = FROM_LINES[type];
  if (!from) return { ...how, path, body: () => Scribe.bodyOf(ground, type) };
  const source = all.find((one) => one.type === from.source)!;
  const body = async (): Promise<Json> => {
    const [line] = (await inState(cast, source, 'effective')).lines as Shown[];
    const lines = [{ [from.line]: line!.id, quantity: '1' }];
    return type === 'delivery' ? { warehouseId: ground.warehouse.id, lines } : { lines };
  };
  return { ...how, path, body };
}
