import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../../support/actor.js';
import { ROUTES } from '../routes/route.js';
import { contentOf, fileNameOf, remarkOn } from './belongings.js';
import type { Company } from './company.js';
import type { Sight } from './sight.js';

/** Acts whose bodies may be empty, tried on every record that has them. */
const ACTS = ['copy', 'submit', 'withdraw', 'archive', 'restore', 'done', 'order', 'delivery', 'invoice'];

/** One record of somebody, in every way that it has an address. */
class Single {
  readonly findings: string[] = [];
  private readonly one: string;
  private readonly inSight: boolean;

  constructor(
    private readonly company: Company,
    private readonly resource: ResourceDefinition,
    private readonly sight: Sight,
    private readonly name: string,
    private readonly viewer: Actor,
  ) {
    this.one = `${resource.path}/${company.record(name, resource.type).id}`;
    this.inSight = sight.sees(name, resource);
  }

  async all(): Promise<string[]> {
    await this.reads();
    await this.tries();
    if (this.has('GET', '/attachments/{fileId}')) await this.files();
    return this.findings;
  }

  private note(what: string, finding: string): void {
    this.findings.push(`${this.resource.type} | ${what} of ${this.name} | ${finding}`);
  }

  private has(method: string, below: string): boolean {
    return ROUTES.some(
      (route) => route.method === method && route.path === `/api/v1/${this.resource.path}/{id}${below}`,
    );
  }

  private async reads(): Promise<void> {
    const start = `/api/v1/${this.resource.path}/{id}`;
    for (const route of ROUTES.filter(({ method, path }) => method === 'GET' && path.startsWith(start))) {
      if (route.path.includes('{fileId}')) continue;
      const below = route.path.slice(start.length);
      const { status, body, text } = await this.viewer.send('get', this.one + below);
      // Whether an amendment is open is a state of a document that can be read.
      const right = this.inSight ? [200, ...(below === '/amendment' ? [409] : [])] : [404];
      if (!right.includes(status)) this.note(route.path, `answers ${status}`);
      const strangers = this.sight.strangersIn(text, this.one);
      if (strangers.length > 0) this.note(route.path, `shows ${strangers.join(', ')}`);
      if (status === 200 && below === '/timeline') this.timeline(body as { items: Shown[] });
      if (status === 200 && below === '/chain') this.chain(body as Chain);
    }
  }

  /** What was said about the record is there for whoever sees it. */
  private timeline({ items }: { items: Shown[] }): void {
    const said = items.map((item) => item['text'] as string | null);
    if (!said.includes(remarkOn(this.name, this.resource.type))) this.note('timeline', 'lacks what was said');
  }

  /** A chain shows the document asked for and nothing of what is out of sight, not even a line to it. */
  private chain({ nodes, edges, lanes }: Chain): void {
    const ids = new Set(nodes.map((node) => node.id));
    if (!ids.has(this.one.split('/').at(-1)!)) this.note('chain', 'lacks the document itself');
    if (edges.some(({ from, to }) => !ids.has(from) || !ids.has(to)))
      this.note('chain', 'has a line to what it does not show');
    if (lanes.flatMap((lane) => lane.nodes).some((node) => !ids.has(node.id)))
      this.note('chain', 'has in a lane what it does not show');
  }

  private async tries(): Promise<void> {
    const tried = [
      ...ACTS.filter((act) => this.has('POST', `/${act}`)).map((act) => ['post', `/${act}`, {}] as const),
      ...(this.has('POST', '/comments') ? [['post', '/comments', { text: 'x' }] as const] : []),
      ...(this.has('PATCH', '') ? [['patch', '', {}] as const] : []),
      ...(this.has('DELETE', '') ? [['delete', '', undefined] as const] : []),
    ];
    for (const [method, below, body] of tried) {
      const path = `${this.one}${below}?dryRun=true`;
      const { status, text } = await this.viewer.send(method, path, body, { 'If-Match': '*' });
      if (this.inSight === (status === 404)) this.note(`${method} ${below}`, `answers ${status}`);
      const strangers = this.sight.strangersIn(text, path);
      if (strangers.length > 0) this.note(`${method} ${below}`, `shows ${strangers.join(', ')}`);
    }
  }

  /** The file of the record is read and removed by who sees the record, and under no other record's address. */
  private async files(): Promise<void> {
    const { type, path } = this.resource;
    const file = this.company.properties.get(this.name)!.files.get(type)!;
    const own = `${this.one}/attachments`;
    const { status, body } = await this.viewer.send('get', own);
    const listed =
      status === 200 ? (body as { items: Shown[] }).items.map((one) => `${one.id} ${String(one['name'])}`) : [];
    const there = this.inSight ? [`${file} ${fileNameOf(this.name, type)}`] : [];
    if (listed.join() !== there.join()) this.note('attachments', `are ${listed.join()}`);
    await this.file(`${own}/${file}`, this.inSight);
    if (this.name === 'Viewer') return;
    await this.file(`${path}/${this.company.record('Viewer', type).id}/attachments/${file}`, false);
  }

  private async file(address: string, isThere: boolean): Promise<void> {
    const { status, body } = await this.viewer.send('get', address);
    const content = Buffer.isBuffer(body) ? body.toString() : '';
    if (status !== (isThere ? 200 : 404)) this.note('attachment', `${address} answers ${status}`);
    if (isThere && content !== contentOf(this.name, this.resource.type)) this.note('attachment', `says ${content}`);
    const removal = await this.viewer.send('delete', `${address}?dryRun=true`, undefined, { 'If-Match': '*' });
    if ((removal.status === 404) === isThere) this.note('detach', `${address} answers ${removal.status}`);
  }
}

interface Chain {
  readonly nodes: Shown[];
  readonly edges: { from: string; to: string }[];
  readonly lanes: { type: string; share: string | null; nodes: Shown[] }[];
}

/** What is wrong with what a viewer can do with the record of somebody. */
export const singleFindings = (
  company: Company,
  resource: ResourceDefinition,
  sight: Sight,
  name: string,
  viewer: Actor,
): Promise<string[]> => new Single(company, resource, sight, name, viewer).all();
