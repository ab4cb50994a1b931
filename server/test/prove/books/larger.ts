import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import type { Actor, Shown } from '../../support/actor.js';
import { ANY, say, some, WAITING, type Act } from './attempts.js';
import { PATHS, type Desk } from './desk.js';
import type { Doc } from './papers.js';
import { VETOES } from './vetoes.js';

/** Another quantity for each line, from the opening of the amendment to its approval; what fails is given up. */
export const amend: Act = (desk, pick) => {
  const doc = some(desk.model.of('order', 'quote'), pick, ['effective']);
  if (!doc) return undefined;
  const quantity = 1 + pick.below(6);
  return {
    ...{ name: 'amend', what: `amend ${say(doc)} to ${quantity}`, veto: desk.model.mayAmend(doc, quantity) },
    ...{ send: () => amended(desk, doc, quantity), isLong: true },
    then: () => desk.model.amend(doc, quantity),
  };
};

async function amended({ world: { admin, second } }: Desk, doc: Doc, quantity: number): Promise<Response> {
  const path = `${PATHS[doc.kind]}/${doc.id}`;
  const lines = doc.lines.map(({ id, product, of }) => ({
    ...{ id, productId: product, quantity: String(quantity) },
    ...(of ? { quotationLineId: of.line.id } : {}),
  }));
  const steps = [
    () => admin.send('post', `${path}/amend`, { reason: 'Another quantity' }, ANY),
    () => admin.send('patch', `${path}/amendment`, { lines }, ANY),
    () => admin.send('post', `${path}/submit`, {}, ANY),
    () => second.send('post', `${path}/approve`, {}, ANY),
  ];
  for (const [index, step] of steps.entries()) {
    const answer = await step();
    if (answer.status < 300 && index < steps.length - 1) continue;
    if (answer.status >= 300 && index > 0) await giveUp(admin, path);
    return answer;
  }
  throw new Error('an amendment has steps');
}

/** What was refused at its approval waits for it still, and is withdrawn before it is given up. */
async function giveUp(by: Actor, path: string): Promise<void> {
  await by.send('post', `${path}/withdraw`, {}, ANY);
  await by.send('delete', `${path}/amendment`, undefined, ANY);
}

/** Several documents released at once: each happens or is refused for itself. */
export const release: Act = (desk, pick) => {
  const docs = [0, 1, 2].flatMap(() => some(desk.model.docs, pick, WAITING) ?? []);
  const chosen = [...new Set(docs)].filter(({ status }) => status === 'pending');
  if (chosen.length === 0) return undefined;
  const { decider } = desk.crew;
  const isWhole = chosen.every((doc) => !desk.model.mayApprove(doc, decider.id, decider.id));
  return {
    ...{
      name: isWhole ? 'release' : 'release some',
      what: `release ${chosen.map(say).join(' and ')}`,
      veto: undefined,
    },
    send: async () => {
      const taskIds = await tasksOf(desk, chosen);
      return decider.send('post', 'inbox/releases', { taskIds }, { 'Idempotency-Key': randomUUID() });
    },
    then: ({ items }) => chosen.flatMap((doc, index) => released(desk, doc, (items as Shown[])[index])),
  };
};

async function tasksOf({ world, crew }: Desk, docs: readonly Doc[]): Promise<string[]> {
  const tasks = await world.sqlAsApp(
    `SELECT document_id, id FROM approval_task WHERE document_id = ANY($1) AND assignee_id = $2 AND state = 'open'`,
    [docs.map(({ id }) => id), crew.decider.id],
  );
  return docs.flatMap(({ id }) => tasks.filter((task) => task['document_id'] === id).map((task) => String(task['id'])));
}

/** What was not as it must be of one that was released; the model keeps it when it happened. */
function released({ model, crew }: Desk, doc: Doc, item: Shown | undefined): string[] {
  const veto = model.mayApprove(doc, crew.decider.id, crew.decider.id);
  const code = String((item?.['problem'] as { code?: string } | undefined)?.code ?? '');
  const isRight = veto ? item?.['ok'] === false && VETOES[veto].some((one) => one === code) : item?.['ok'] === true;
  if (isRight && !veto) model.approve(doc);
  return isRight
    ? []
    : [`${say(doc)} was released with ${JSON.stringify(item)}, but the model says: ${veto ?? 'it must happen'}`];
}
