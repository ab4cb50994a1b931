import type { ResourceDefinition } from '@guanxi/shared/kernel';
import type { Actor, Shown } from '../../support/actor.js';
import { ROUTES, type Route } from '../routes/route.js';
import { wordOf } from './belongings.js';
import type { Company } from './company.js';
import { fitsOf, type Fit } from './filters.js';
import type { Sight } from './sight.js';
import { singleFindings } from './single.js';
import { recordsIn } from './table.js';

interface Page {
  readonly items: Shown[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** Whose records every filter that they fit is tried on; of the others only that of equality. */
const FULLY_FILTERED = ['Viewer', 'Stranger'];

/** The parameters of a resource's list. */
const parametersOf = ({ path }: ResourceDefinition): Route['filters'] => [
  ...(ROUTES.find((route) => route.method === 'GET' && route.path === `/api/v1/${path}`)?.filters ?? []),
];

/**
 * Looks at one resource through a viewer who should see what some owners have, and nothing else; what is there besides the
 * known records belongs to the administrator.
 */
export class ScopeCheck {
  readonly findings: string[] = [];
  private readonly path: string;

  constructor(
    private readonly company: Company,
    private readonly resource: ResourceDefinition,
    private readonly sight: Sight,
    private readonly viewer: Actor = company.viewer,
  ) {
    this.path = resource.path;
  }

  async all(): Promise<string[]> {
    await this.lists();
    await this.sorts();
    await this.searches();
    await this.filters();
    await this.exports();
    for (const name of this.company.properties.keys())
      this.findings.push(...(await singleFindings(this.company, this.resource, this.sight, name, this.viewer)));
    return this.findings;
  }

  private idOf(name: string): string {
    return this.company.record(name, this.resource.type).id;
  }

  private sees(name: string): boolean {
    return this.sight.sees(name, this.resource);
  }

  private note(what: string, finding: string): void {
    this.findings.push(`${this.resource.type} | ${what} | ${finding}`);
  }

  /** Nothing of an answer is out of sight, rows of people whom nothing else is known of included. */
  private judge(what: string, text: string, asked: string): void {
    const strangers = this.sight.strangersIn(text, asked);
    if (strangers.length > 0) this.note(what, `shows ${strangers.join(', ')}`);
  }

  private judgeOwners(what: string, owners: readonly (string | undefined)[]): void {
    if (this.sight.seesAll(this.resource)) return;
    const foreign = owners.filter((name) => name === undefined || !this.sees(name));
    if (foreign.length > 0) this.note(what, `shows rows of ${foreign.join(', ')}`);
  }

  /** What is in sight is shown where nothing narrows the list. */
  private judgeWhole(what: string, ids: readonly string[]): void {
    const missing = this.sight.expected(this.resource).filter((id) => !ids.includes(id));
    if (missing.length > 0) this.note(what, `lacks ${missing.length}`);
  }

  private async page(what: string, query: string): Promise<Page> {
    const { status, body, text } = await this.viewer.send('get', `${this.path}?${query}`);
    if (status !== 200) this.note(what, `${status} ${text}`);
    if (status !== 200) return { items: [], nextCursor: null };
    const page = body as Page;
    this.judge(what, text, query);
    this.judgeOwners(
      what,
      page.items.map((item) => (item['owner'] as Shown | undefined)?.['name'] as string | undefined),
    );
    return page;
  }

  private async lists(): Promise<void> {
    const whole = await this.page('list', 'limit=200&count=exact');
    this.judgeWhole('list', idsIn(whole));
    if (whole.total !== whole.items.length) this.note('count', `${whole.total} for ${whole.items.length} rows`);
    const capped = await this.page('count', 'limit=1&count=true');
    if (capped.total !== whole.items.length) this.note('count', `${capped.total} for ${whole.items.length} rows`);
    const walked: string[] = [];
    for (let page = capped; ; page = await this.page('page by page', `limit=1&cursor=${page.nextCursor}`)) {
      walked.push(...idsIn(page));
      if (!page.nextCursor) break;
    }
    this.judgeWhole('page by page', walked);
    if (walked.join() !== idsIn(whole).join()) this.note('page by page', `${walked.length} rows`);
  }

  private get sortWords(): readonly string[] {
    const sort = parametersOf(this.resource).find((one) => one.name === 'sort');
    return (sort?.schema.enum ?? []) as string[];
  }

  private async sorts(): Promise<void> {
    for (const word of this.sortWords)
      this.judgeWhole(`sort ${word}`, idsIn(await this.page(`sort ${word}`, `limit=200&sort=${word}`)));
  }

  /** The word that a record of somebody is found by and no other's. */
  private wordFor(name: string): string {
    return this.company.numbers.get(this.idOf(name)) ?? wordOf(name);
  }

  private get isSearched(): boolean {
    return parametersOf(this.resource).some((one) => one.name === 'q');
  }

  private async searches(): Promise<void> {
    if (!this.isSearched) return;
    for (const name of this.company.properties.keys()) {
      const what = `search for ${name}`;
      const page = await this.page(what, `limit=200&count=exact&q=${this.wordFor(name)}`);
      if (page.total !== page.items.length) this.note(what, `counts ${page.total}`);
      if (this.sees(name) !== idsIn(page).includes(this.idOf(name))) this.note(what, `finds ${page.items.length}`);
    }
  }

  /** Filters that fit a record out of sight exactly do not bring it to light. */
  private async filters(): Promise<void> {
    const all = await this.company.world.admin.get<Page>(`${this.path}?limit=200`);
    for (const name of this.company.properties.keys()) {
      const row = all.items.find((item) => item.id === this.idOf(name));
      if (!row) this.note(`filters for ${name}`, 'have no row');
      const filters = row ? parametersOf(this.resource).map((one) => one.name) : [];
      for (const filter of filters.filter((one) => FULLY_FILTERED.includes(name) || /^\w+$/.test(one)))
        for (const fit of fitsOf(row!, filter)) await this.filter(name, fit);
    }
  }

  private async filter(name: string, { query, keeps }: Fit): Promise<void> {
    const what = `filter ${query} of ${name}`;
    const page = await this.page(what, `limit=200&count=exact&${query}`);
    if (page.total !== page.items.length) this.note(what, `counts ${page.total}`);
    const isThere = idsIn(page).includes(this.idOf(name));
    if (keeps !== undefined && isThere !== (keeps && this.sees(name)))
      this.note(what, isThere ? 'keeps it' : 'lacks it');
  }

  /** A table holds what the list does, in its order. */
  private async exports(): Promise<void> {
    const owner = `ownerId=${this.company.viewer.id}`;
    const narrowed = [...(this.isSearched ? [`q=${this.wordFor('Viewer')}`, `q=${this.wordFor('Stranger')}`] : [])];
    for (const query of ['', owner, ...narrowed, ...this.sortWords.map((word) => `sort=${word}`)]) {
      const what = `export ${query}`;
      const { status, text } = await this.viewer.send('get', `${this.path}?${query}`, undefined, {
        Accept: 'text/csv',
      });
      if (status !== 200) this.note(what, String(status));
      this.judge(what, text, query);
      const records = recordsIn(text);
      this.judgeOwners(
        what,
        records.map((record) => record['owner']),
      );
      const listed = idsIn(await this.page(what, `limit=200&${query}`));
      if (records.map(({ id }) => id).join() !== listed.join())
        this.note(what, `has ${records.length} rows where the list has ${listed.length}`);
    }
  }
}

const idsIn = ({ items }: Pick<Page, 'items'>): string[] => items.map((item) => item.id);
