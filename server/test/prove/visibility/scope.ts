import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../../support/actor.js';
import { ROUTES, type Route } from '../routes/route.js';
import { wordOf, type Company } from './company.js';

interface Page {
  readonly items: Shown[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** A document that has no amendment, say, answers by its state. */
const IN_SIGHT = [200, 409];

/** What is not searched by the name of its customer. */
const BY_OTHER_WORDS = new Set(['contact', 'expense', 'stock-entry', 'stock-issue']);

/** The parameters of a resource's list. */
const parametersOf = ({ path }: ResourceDefinition): Route['filters'] => [
  ...(ROUTES.find((route) => route.method === 'GET' && route.path === `/api/v1/${path}`)?.filters ?? []),
];

/**
 * Looks at one resource through a viewer who should see what some owners have, and nothing else. `owned` tells the owner of
 * each record that the company made; what else is there belongs to the administrator.
 */
export class ScopeCheck {
  readonly findings: string[] = [];
  private readonly visible: Set<string>;
  private readonly path: string;

  constructor(
    private readonly company: Company,
    private readonly resource: ResourceDefinition,
    private readonly seen: readonly string[],
    private readonly seesAll: boolean,
    private readonly viewer: Actor = company.viewer,
  ) {
    this.path = resource.path;
    this.visible = new Set(seen.flatMap((name) => this.idsOf(name)));
  }

  async all(): Promise<string[]> {
    await this.lists();
    await this.sorts();
    await this.searches();
    await this.filters();
    await this.exports();
    for (const [name] of this.company.properties) await this.single(name);
    return this.findings;
  }

  /** Records of one owner; the receipt of one person settles what another resource opened. */
  private idsOf(name: string): string[] {
    return [this.company.record(name, this.resource.type).id];
  }

  private note(what: string, finding: string): void {
    this.findings.push(`${this.resource.type} | ${what} | ${finding}`);
  }

  /** Everything that is shown is in sight, and what is in sight is shown where nothing narrows the list. */
  private judge(what: string, ids: readonly string[], isWhole: boolean): void {
    if (!this.seesAll) {
      const names = [...this.company.properties.keys()].filter((name) => !this.seen.includes(name));
      const owners = names.filter((name) => this.idsOf(name).some((id) => ids.includes(id)));
      if (owners.length > 0) this.note(what, `shows what ${owners.join(', ')} own`);
    }
    const missing = [...this.visible].filter((id) => !ids.includes(id));
    if (isWhole && missing.length > 0) this.note(what, `lacks ${missing.length}`);
  }

  private async page(query: string): Promise<Page> {
    const answer = await this.viewer.send('get', `${this.path}?${query}`);
    if (answer.status !== 200) this.note(query, `${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.status === 200 ? (answer.body as Page) : { items: [], nextCursor: null };
  }

  private async owners(items: readonly Shown[], what: string): Promise<void> {
    if (this.seesAll) return;
    const foreign = items.filter((item) => item['owner'] && !this.seen.includes(item['owner'].name as string));
    if (foreign.length > 0)
      this.note(what, `shows rows of ${foreign.map((item) => String(item['owner'].name)).join(', ')}`);
  }

  private async lists(): Promise<void> {
    const whole = await this.page('limit=200&count=exact');
    this.judge('list', idsIn(whole), true);
    await this.owners(whole.items, 'list');
    if (whole.total !== whole.items.length) this.note('count', `${whole.total} for ${whole.items.length} rows`);
    const capped = await this.page('limit=1&count=true');
    if (capped.total !== whole.items.length) this.note('count', `${capped.total} for ${whole.items.length} rows`);
    const walked: string[] = [];
    for (let page = capped; ; page = await this.page(`limit=1&cursor=${page.nextCursor}`)) {
      walked.push(...idsIn(page));
      if (!page.nextCursor) break;
    }
    this.judge('page by page', walked, true);
    if (walked.length !== whole.items.length) this.note('page by page', `${walked.length} rows`);
  }

  private async sorts(): Promise<void> {
    const sort = parametersOf(this.resource).find((one) => one.name === 'sort');
    for (const word of (sort?.schema.enum ?? []) as string[]) {
      const page = await this.page(`limit=200&sort=${word}`);
      this.judge(`sort ${word}`, idsIn(page), true);
      await this.owners(page.items, `sort ${word}`);
    }
  }

  private async searches(): Promise<void> {
    if (!parametersOf(this.resource).some((one) => one.name === 'q')) return;
    for (const name of this.company.properties.keys()) {
      const page = await this.page(`limit=200&count=exact&q=${wordOf(name)}`);
      this.judge(`search for ${name}`, idsIn(page), false);
      if (page.total !== page.items.length) this.note(`search for ${name}`, `counts ${page.total}`);
      const isHit = this.seen.includes(name) && !BY_OTHER_WORDS.has(this.resource.type);
      if (isHit && !idsIn(page).includes(this.idsOf(name)[0]!)) this.note(`search for ${name}`, 'finds nothing');
    }
  }

  /** Filters that fit a record out of sight exactly do not bring it to light. */
  private async filters(): Promise<void> {
    const all = await this.company.world.admin.get<Page>(`${this.path}?limit=200`);
    for (const name of this.company.properties.keys()) {
      const row = all.items.find((item) => item.id === this.idsOf(name)[0]);
      if (!row) continue;
      for (const { name: filter } of parametersOf(this.resource)) {
        const value = valueOf(row, filter);
        if (value === undefined) continue;
        const page = await this.page(
          `limit=200&count=exact&${encodeURIComponent(filter)}=${encodeURIComponent(value)}`,
        );
        this.judge(`filter ${filter} of ${name}`, idsIn(page), false);
        if (page.total !== page.items.length) this.note(`filter ${filter}`, `counts ${page.total}`);
      }
    }
  }

  private async exports(): Promise<void> {
    const { status, text } = await this.viewer.send('get', this.path, undefined, { Accept: 'text/csv' });
    if (status !== 200) return this.note('export', String(status));
    this.judge(
      'export',
      [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id),
      true,
    );
  }

  private async single(name: string): Promise<void> {
    const inSight = this.seesAll || this.seen.includes(name);
    const { id } = this.company.record(name, this.resource.type);
    const one = `${this.path}/${id}`;
    const own = ROUTES.filter((route) => route.method === 'GET' && route.path.startsWith(`/api/v1/${this.path}/{id}`));
    for (const route of own.filter((each) => !each.path.includes('{fileId}'))) {
      const path = route.path.replace('/api/v1/', '').replace('{id}', id);
      const { status, body } = await this.viewer.send('get', path);
      if (!(inSight ? IN_SIGHT : [404]).includes(status)) this.note(`${route.path} of ${name}`, `answers ${status}`);
      if (status === 200 && path.endsWith('/chain')) this.chain(name, id, body as { nodes: Shown[]; edges: unknown[] });
    }
    for (const act of ['comments', 'copy', 'submit', 'archive']) {
      const route = ROUTES.find((each) => each.method === 'POST' && each.path === `/api/v1/${this.path}/{id}/${act}`);
      if (!route) continue;
      const { status } = await this.viewer.send(
        'post',
        `${one}/${act}?dryRun=true`,
        act === 'comments' ? { text: 'x' } : {},
        { 'If-Match': '*' },
      );
      if (inSight === (status === 404)) this.note(`${act} of ${name}`, `answers ${status}`);
    }
  }

  /** A chain shows the document asked for and what else is in sight, and says nothing of the rest, not even a line to it. */
  private chain(name: string, id: string, { nodes, edges }: { nodes: Shown[]; edges: unknown[] }): void {
    if (this.seesAll) return;
    const known = new Map(
      [...this.company.properties].flatMap(([owner, { records }]) =>
        [...records.values()].map((one) => [one.id, owner]),
      ),
    );
    const foreign = nodes.filter(
      (node) => node.id !== id && !this.seen.includes(known.get(node.id) ?? 'Administrator'),
    );
    if (foreign.length > 0)
      this.note(`chain of ${name}`, `shows ${foreign.map((node) => String(node['type'])).join(', ')}`);
    const ids = new Set(nodes.map((node) => node.id));
    const loose = (edges as { from: string; to: string }[]).filter(({ from, to }) => !ids.has(from) || !ids.has(to));
    if (loose.length > 0) this.note(`chain of ${name}`, 'has a line to what it does not show');
  }
}

const idsIn = ({ items }: Pick<Page, 'items'>): string[] => items.map((item) => item.id);

/** The value of a row that a filter compares with; undefined where the filter is no equality or the row has none. */
function valueOf(row: Shown, filter: string): string | undefined {
  const field = /^\w+$/.test(filter) ? filter : /^(\w+)\[(gte|lte|contains|in)\]$/.exec(filter)?.[1];
  if (!field || ['limit', 'cursor', 'sort', 'q', 'fields', 'count'].includes(field)) return undefined;
  const value: unknown = row[field] ?? row[field.replace(/Id$/, '')]?.id;
  return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
}
