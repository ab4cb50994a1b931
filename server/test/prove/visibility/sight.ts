import { MODULES, type ResourceDefinition, type Scope } from '@guanxi/shared/kernel';
import { wordOf } from './belongings.js';
import { SEEN, type Company } from './company.js';

type Scopes = Readonly<Record<string, Scope>>;

/** Every scope but one of the modules has, as roles of people with several duties come out. */
export const MIXED: Scopes = {
  ...{ customers: 'department', relations: 'own', 'sales-orders': 'department-below' },
  ...{ inventory: 'departments', office: 'subordinates' },
};

const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** What the viewer should see, and what of an answer should not have been there. */
export class Sight {
  private readonly scopes: Scopes;
  private readonly isMixed: boolean;
  private readonly foreign: ReadonlyMap<string, string>;
  private readonly words: readonly string[];

  constructor(
    private readonly company: Company,
    scope: Scope | Scopes,
  ) {
    this.isMixed = typeof scope !== 'string';
    this.scopes =
      typeof scope === 'string' ? Object.fromEntries(MODULES.map((module) => [module, scope])) : { ...scope };
    this.foreign = new Map(
      company.known().flatMap(({ id, owner, resource }) => (this.sees(owner, resource) ? [] : [[id, owner] as const])),
    );
    // A document shows the name of its customer, who may be out of sight where modules differ.
    this.words = this.isMixed ? [] : this.foreignWords();
  }

  /** Words that only customers of people out of sight have, and numbers of their documents. */
  private foreignWords(): string[] {
    const names = [...this.company.properties.keys()].filter((name) => !this.sees(name, this.company.resources[0]!));
    const numbers = this.company
      .known()
      .flatMap(({ number, owner, resource }) => (number && !this.sees(owner, resource) ? [number] : []));
    return [...names.map(wordOf), ...numbers];
  }

  /** Whose records of a resource are in sight. */
  seen({ module }: Pick<ResourceDefinition, 'module'>): readonly string[] {
    return SEEN[this.scopes[module] ?? 'own'];
  }

  seesAll({ module }: Pick<ResourceDefinition, 'module'>): boolean {
    return this.scopes[module] === 'all';
  }

  sees(owner: string, resource: Pick<ResourceDefinition, 'module'>): boolean {
    return this.seen(resource).includes(owner);
  }

  /** Ids of what is in sight of a resource and must be in its list. */
  expected({ type }: ResourceDefinition): string[] {
    return this.company
      .known()
      .filter(({ owner, resource }) => resource.type === type && this.sees(owner, resource))
      .map(({ id }) => id);
  }

  /** What an answer shows of what is out of sight: ids, and words that only its records have. */
  strangersIn(text: string, asked = ''): string[] {
    const found = [...text.matchAll(ID)]
      .map(([id]) => id)
      .filter((id) => this.foreign.has(id) && !asked.includes(id) && !this.isOfOther(id));
    const said = this.words.filter((word) => text.includes(word) && !asked.includes(word));
    return [...new Set([...found.map((id) => `${id} of ${this.foreign.get(id)!}`), ...said])];
  }

  /** Where modules differ, documents refer to customers and contacts whose own module shows less. */
  private isOfOther(id: string): boolean {
    if (!this.isMixed) return false;
    return this.company.known().some((one) => one.id === id && one.resource.module === 'customers');
  }
}
