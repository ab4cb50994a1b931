import { AMENDMENT, canStart, type DocumentAct, type DocumentState, type Lifecycle } from '@guanxi/shared/documents';
import type { Case, Refusal } from './judge.js';
import { maker, type Make } from './make.js';
import { namedResource, type Departure } from './request.js';
import { ROUTES, type Route } from './route.js';
import { FROM_EVERY_STATE } from './situations.js';
import { OPEN_STATES, statesOf, type OpenState } from './states.js';
import type { Stage } from './stage.js';

const NONE: Refusal = { status: 409, code: 'amendment.none' };
const OPEN: Refusal = { status: 409, code: 'amendment.open' };
const inState = (state: string): Refusal => ({ status: 409, code: 'document.state', facts: { state } });

const REST = new Set(['comments', 'attachments', 'timeline', 'approval', 'chain', 'copy', 'amendment']);

/** The act that a route is, by its verb or the last word of its path; undefined for what may be done in every state. */
function actOf(route: Route): string | undefined {
  if (!route.path.includes('{id}') || route.method === 'GET') return undefined;
  if (route.path.endsWith('{id}')) return route.method === 'DELETE' ? 'delete' : 'edit';
  const word = route.path.split('/').find((part, index, parts) => parts[index - 1] === '{id}')!;
  return REST.has(word) ? undefined : word;
}

/** Whether an act starts from a state. Acts outside the life cycle happen to what is in force and has something left. */
const starts = (lifecycle: Lifecycle, act: string, state: DocumentState): boolean =>
  act in lifecycle ? canStart(lifecycle, act as DocumentAct, state) : state === 'effective';

/** What is not among the side fields is content, which only drafts take. */
const bodyOf = (act: string): Departure => (act === 'edit' ? { body: { date: '2026-11-02' } } : {});

/** Documents in each state that the act does not start from. */
export function stateCases(stage: Stage, route: Route): Case[] {
  const type = namedResource(stage, route)?.type ?? '';
  const act = actOf(route);
  const documents = stage.documents.get(type);
  if (!act || !documents) return [];
  const { lifecycle } = stage.definitions.get(type)!;
  const make = maker(stage, route);
  return [...documents]
    .filter(([state]) => !starts(lifecycle, act, state))
    .map(([state, { id }]) =>
      make(`${act} of a document that is ${state}`, { ids: { id }, ...bodyOf(act) }, inState(state)),
    );
}

/** What an act on a document with an open amendment is refused with; undefined where it starts. */
function refusalOf({ method }: Route, act: string, state: OpenState): Refusal | undefined {
  if (['amend', 'close', 'void'].includes(act)) return OPEN;
  const onAmendment = act === 'amendment' ? (method === 'DELETE' ? 'delete' : 'edit') : act;
  const isOfAmendment = act === 'amendment' || ['submit', 'withdraw', 'approve', 'reject', 'transfer'].includes(act);
  if (!isOfAmendment || canStart(AMENDMENT, onAmendment as DocumentAct, state)) return undefined;
  return inState(state);
}

/** Acts on an amendment that is not there, or is in a state that they do not start from. */
export function amendmentCases(stage: Stage, route: Route): Case[] {
  const type = namedResource(stage, route)?.type ?? '';
  const amended = stage.amended.get(type);
  const isAmendment = route.path.endsWith('/{id}/amendment');
  const act = isAmendment ? 'amendment' : actOf(route);
  if (!amended || !act) return [];
  const make = maker(stage, route);
  return [...(isAmendment ? withoutAmendment(stage, make, type) : []), ...withAmendment(make, route, act, amended)];
}

const withoutAmendment = (stage: Stage, make: Make, type: string): Case[] =>
  [...stage.documents.get(type)!].map(([state, { id }]) =>
    make(`no amendment of a document that is ${state}`, { ids: { id } }, NONE),
  );

function withAmendment(make: Make, route: Route, act: string, amended: ReadonlyMap<OpenState, { id: string }>): Case[] {
  if (route.method === 'GET') return [];
  return OPEN_STATES.flatMap((state) => {
    const refusal = refusalOf(route, act, state);
    return refusal ? [make(`${act} with an amendment that is ${state}`, { ids: amended.get(state)! }, refusal)] : [];
  });
}

/** Files that a document was submitted with stay until it is a draft again. */
export function fixedFileCases(stage: Stage, route: Route): Case[] {
  const documents = stage.documents.get(namedResource(stage, route)?.type ?? '');
  if (route.method !== 'DELETE' || !route.parameters.includes('fileId') || !documents) return [];
  return [...documents]
    .filter(([state]) => state !== 'draft' && state !== 'rejected')
    .map(([state, { id }]) => {
      const ids = { id, fileId: stage.files.get(id)! };
      return maker(stage, route)(
        `file of a document that is ${state}`,
        { ids },
        { status: 409, code: 'attachment.fixed' },
      );
    });
}

/** Records that are no documents, in what keeps them from an act. */
export const situationCases = (stage: Stage, route: Route): Case[] =>
  stage.situations
    .filter((one) => one.route === route.name)
    .map(({ name, id, refusal }) => maker(stage, route)(`wrong state: ${name}`, { ids: { id } }, refusal));

/** States that no document was brought to, and acts on other records that no state is known to keep from. */
export function unstaged(stage: Stage): string[] {
  const missing = [...stage.definitions.values()].flatMap((definition) =>
    statesOf(definition)
      .filter((state) => !stage.documents.get(definition.type)?.has(state))
      .map((state) => `${definition.type} ${state}`),
  );
  const acts = ROUTES.filter((route) => {
    const act = actOf(route) ?? '';
    const { type } = namedResource(stage, route) ?? { type: '' };
    if (!type || stage.documents.has(type) || ['', 'edit', 'delete'].includes(act)) return false;
    if (FROM_EVERY_STATE.some((one) => one.test(route.name))) return false;
    return !stage.situations.some((one) => one.route === route.name);
  });
  return [...missing, ...acts.map((route) => route.name)];
}
