import type { INTERACTION_KINDS } from '@guanxi/shared/relations';

export type DepartmentKey = 'office' | 'sales' | 'keyAccounts' | 'warehouse' | 'finance';
export type Post =
  'manager' | 'salesHead' | 'keyHead' | 'seller' | 'warehouseHead' | 'keeper' | 'financeHead' | 'accountant';
export type RoleKey = 'manager' | 'salesHead' | 'sales' | 'warehouse' | 'finance';
export type ExpenseCategory = 'travel' | 'meal' | 'transport' | 'office' | 'other';

/** A town of the invented map, with its code in the dictionary of regions. */
export interface Place {
  readonly name: string;
  readonly region: string;
}

/** A trade that customers follow, with its code in the dictionary of industries. */
export interface Trade {
  readonly name: string;
  readonly industry: string;
}

/** What may be said of a contact with a customer; `{product}` stands for one of ours. */
export interface Talk {
  readonly kind: (typeof INTERACTION_KINDS)[number];
  readonly summary: string;
  readonly result: string | null;
  readonly next: string | null;
}

export interface Trip {
  readonly purpose: string;
  readonly lines: readonly (readonly [category: ExpenseCategory, description: string, least: number, most: number])[];
}

/** Everything of the demo that is said in a language. All names are invented; towns and banks don't exist. */
export interface Words {
  readonly company: string;
  readonly people: { readonly families: readonly string[]; readonly givens: readonly string[] };
  fullName(family: string, given: string): string;
  phone(random: number): string;
  readonly brands: { readonly heads: readonly string[]; readonly tails: readonly string[] };
  readonly places: readonly Place[];
  readonly trades: readonly Trade[];
  companyName(place: string, brand: string, trade: string): string;
  readonly streets: readonly string[];
  address(street: string, number: number): string;
  readonly contactTitles: readonly string[];
  readonly bank: string;
  readonly departments: Readonly<Record<DepartmentKey, string>>;
  readonly titles: Readonly<Record<Post, string>>;
  readonly roles: Readonly<Record<RoleKey, string>>;
  readonly warehouses: readonly { readonly code: string; readonly name: string; readonly address: string }[];
  readonly accounts: Readonly<Record<'bank' | 'cash', string>>;
  readonly carriers: readonly string[];
  readonly tags: readonly string[];
  readonly reasons: Readonly<Record<'rejected' | 'lost' | 'void' | 'closed', readonly string[]>>;
  readonly agreed: readonly string[];
  readonly notes: Readonly<Record<'opening' | 'bought' | 'oldInvoice' | 'deposit', string>>;
  readonly talks: readonly Talk[];
  readonly trips: readonly Trip[];
}
