import { divide, isZero, round, sum } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../../support/actor.js';
import { remarkOn } from './belongings.js';
import type { Company } from './company.js';
import type { Sight } from './sight.js';
import { ORDERED } from './standing.js';

interface Chain {
  readonly nodes: Shown[];
  readonly edges: readonly { from: string; to: string }[];
  readonly lanes: readonly { type: string; share: string | null; nodes: Shown[] }[];
}

const ORDERS = { module: 'sales-orders' } as const;

/**
 * What came of the viewer's quotation: orders of several people, one of which is delivered. The chain shows those in sight,
 * and how much of them is delivered, whatever happened with the others.
 */
export async function chainFindings(company: Company, sight: Sight, viewer: Actor): Promise<string[]> {
  const { quotation, orders, delivery } = company.standing;
  const { nodes, edges, lanes } = await viewer.get<Chain>(`sales-orders/quotations/${quotation.id}/chain`);
  const seen = [...orders].filter(([owner]) => sight.sees(owner, ORDERS));
  const delivered = sight.seesAll(ORDERS) ? [delivery.id] : [];
  const expected = [quotation.id, ...seen.map(([, { id }]) => id), ...delivered];
  const lines = [
    ...seen.map(([, { id }]) => `${quotation.id} ${id}`),
    ...delivered.map((id) => `${orders.get('Stranger')!.id} ${id}`),
  ];
  const wrong = (what: string, got: readonly string[], right: readonly string[]): string[] =>
    [...got].sort().join() === [...right].sort().join() ? [] : [`chain | ${what} | ${got.join()} | ${right.join()}`];
  const ids = (some: readonly Shown[]): string[] => some.map(({ id }) => id);
  const share = lanes.find(({ type }) => type === 'delivery')?.share ?? '';
  return [
    ...wrong('nodes', ids(nodes), expected),
    ...wrong('lanes', ids(lanes.flatMap((lane) => lane.nodes)), expected),
    ...wrong(
      'edges',
      edges.map(({ from, to }) => `${from} ${to}`),
      lines,
    ),
    ...wrong('share delivered', [round(share || '0', 4)], [deliveredOf(seen.map(([owner]) => owner))]),
  ];
}

/** How much of the orders of some people is delivered: all of the stranger's, nothing of the others'. */
function deliveredOf(owners: readonly string[]): string {
  const ordered = sum(owners.map((owner) => ORDERED[owner]!));
  const done = owners.includes('Stranger') ? ORDERED['Stranger']! : '0';
  return isZero(ordered) ? '0' : round(divide(done, ordered), 4);
}

interface Mention {
  readonly text: string;
  readonly record: { readonly id: string; readonly type: string };
}

/** What is told about a customer and their documents besides their own addresses, for the customer of each person. */
export async function customerFindings(company: Company, sight: Sight, viewer: Actor): Promise<string[]> {
  const findings: string[] = [];
  const { quotation } = company.standing;
  for (const name of company.properties.keys()) {
    const { id } = company.record(name, 'customer');
    const inSight = sight.sees(name, { module: 'customers' });
    for (const path of [`credit/${id}`, `prices/${id}/${company.ground.product.id}`]) {
      const { status, text } = await viewer.send('get', `sales-orders/${path}`);
      if (status !== (inSight ? 200 : 404)) findings.push(`${path} of ${name} | answers ${status}`);
      findings.push(...sight.strangersIn(text, path).map((one) => `${path} of ${name} | shows ${one}`));
      if (name === 'Viewer' && path.startsWith('prices') && !text.includes(quotation.id))
        findings.push(`${path} of ${name} | lacks what was quoted`);
    }
  }
  return findings;
}

interface Inbox {
  readonly approvals: readonly { readonly taskId: string }[];
  readonly mentions: readonly Mention[];
  readonly counts: { readonly mentions: number };
}

/** The viewer was named in what was said about every record; the inbox tells it of those in sight, and nothing of the others. */
export async function mentionFindings(company: Company, sight: Sight, viewer: Actor): Promise<string[]> {
  const { body } = await viewer.send('get', 'inbox');
  const { approvals, mentions, counts } = body as Inbox;
  const said = [...company.properties].flatMap(([owner, { records }]) =>
    company.resources
      .filter((resource) => sight.sees(owner, resource) && company.isTalkedAbout(resource))
      .map((resource) => `${records.get(resource.type)!.id} ${remarkOn(owner, resource.type)}`),
  );
  const told = mentions.map((mention) => `${mention.record.id} ${mention.text}`);
  return [
    ...said.filter((one) => !told.includes(one)).map((one) => `inbox | lacks | ${one}`),
    ...told.filter((one) => !said.includes(one)).map((one) => `inbox | shows | ${one}`),
    ...(counts.mentions === told.length ? [] : [`inbox | counts | ${counts.mentions} for ${told.length}`]),
    ...sight.strangersIn(JSON.stringify(mentions)).map((one) => `inbox | shows | ${one}`),
    // What somebody is asked to decide may be read, whoever owns it.
    ...approvals
      .filter(({ taskId }) => taskId !== company.standing.tasks.mine)
      .map(({ taskId }) => `inbox | asks | ${taskId}`),
  ];
}
