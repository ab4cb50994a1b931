import { Injectable } from '@nestjs/common';
import { MODULES, pinyinOf, type FieldRule, type ModuleName, type Scope } from '@guanxi/shared/kernel';
import { RouteAudit } from '../../kernel/auth/route-audit.js';
import { Db } from '../../kernel/db/db.js';
import { DepartmentService, RoleService, UserService } from '../../modules/system/index.js';
import type { Setting } from '../setting.js';
import { Stage } from '../stage/stage.js';
import type { DepartmentKey, Post, RoleKey } from '../words/words.js';

/** Who works here, by what they do; ids of users. */
export interface Staff {
  readonly administrator: string;
  readonly manager: string;
  readonly salesHead: string;
  readonly keyHead: string;
  /** Sales engineers of the ordinary customers and of the key accounts. */
  readonly sellers: readonly string[];
  readonly keySellers: readonly string[];
  readonly warehouseHead: string;
  /** One for each warehouse. */
  readonly keepers: readonly string[];
  readonly financeHead: string;
  readonly accountant: string;
}

interface Seat {
  readonly key: string;
  readonly post: Post;
  readonly department: DepartmentKey;
  readonly superior: string | null;
  readonly role: RoleKey;
}

const seat = (key: string, post: Post, department: DepartmentKey, superior: string | null, role: RoleKey): Seat => ({
  ...{ key, post, department, superior, role },
});
/** Superiors before those who report to them. */
const SEATS: readonly Seat[] = [
  seat('manager', 'manager', 'office', null, 'manager'),
  seat('salesHead', 'salesHead', 'sales', 'manager', 'salesHead'),
  seat('keyHead', 'keyHead', 'keyAccounts', 'salesHead', 'salesHead'),
  ...['seller1', 'seller2', 'seller3'].map((key) => seat(key, 'seller', 'sales', 'salesHead', 'sales')),
  ...['keySeller1', 'keySeller2'].map((key) => seat(key, 'seller', 'keyAccounts', 'keyHead', 'sales')),
  seat('warehouseHead', 'warehouseHead', 'warehouse', 'manager', 'warehouse'),
  ...['keeper1', 'keeper2'].map((key) => seat(key, 'keeper', 'warehouse', 'warehouseHead', 'warehouse')),
  seat('financeHead', 'financeHead', 'finance', 'manager', 'finance'),
  seat('accountant', 'accountant', 'finance', 'financeHead', 'finance'),
];
const PARENTS: Record<DepartmentKey, DepartmentKey | null> = {
  ...{ office: null, sales: 'office', keyAccounts: 'sales', warehouse: 'office', finance: 'office' },
};
const HEADS: Record<DepartmentKey, string> = {
  ...{
    office: 'manager',
    sales: 'salesHead',
    keyAccounts: 'keyHead',
    warehouse: 'warehouseHead',
    finance: 'financeHead',
  },
};

const MAIL = '@cloudpeak.example';

interface RolePlan {
  /** What the role may do, as beginnings of permission codes. */
  readonly may: readonly string[];
  readonly scope: Scope;
  /** Modules that are seen more widely. */
  readonly wide: readonly ModuleName[];
  readonly fieldRules: Record<string, Record<string, FieldRule>>;
}

const SETTINGS = [
  'company',
  'department',
  'user',
  'team',
  'currency',
  'tax-rate',
  'dictionary',
  'fund-account',
  'period',
];
const EVERYBODY = [
  ...SETTINGS.map((type) => `system.${type}.read`),
  ...['read', 'create', 'update', 'delete', 'submit', 'export'].map((action) => `office.expense.${action}`),
];
const SALES = [
  ...['customers.', 'relations.', 'sales-orders.quotation.', 'sales-orders.sales-order.', 'sales-orders.receivable.'],
  ...['delivery', 'sales-invoice', 'receipt'].map((type) => `sales-orders.${type}.read`),
  ...['product', 'category', 'warehouse', 'stock'].map((type) => `inventory.${type}.read`),
];
const READ_SALES = ['quotation', 'sales-order', 'delivery', 'sales-invoice', 'receipt'].map(
  (type) => `sales-orders.${type}.read`,
);
const NO_COSTS: RolePlan['fieldRules'] = { product: { purchasePrice: 'hidden' }, stock: { value: 'hidden' } };
const ROLES: Record<RoleKey, RolePlan> = {
  manager: {
    may: MODULES.filter((module) => module !== 'system').map((module) => `${module}.`),
    scope: 'all',
    wide: [],
    fieldRules: {},
  },
  salesHead: { may: SALES, scope: 'subordinates', wide: [], fieldRules: NO_COSTS },
  sales: { may: SALES, scope: 'own', wide: [], fieldRules: NO_COSTS },
  warehouse: {
    may: ['inventory.', 'sales-orders.delivery.', 'sales-orders.sales-order.read', 'customers.customer.read'],
    ...{ scope: 'own', wide: ['customers', 'sales-orders', 'inventory'] },
    fieldRules: { customer: { creditLimit: 'hidden', creditCode: 'masked' } },
  },
  finance: {
    may: [
      'sales-orders.sales-invoice.',
      'sales-orders.receipt.',
      'sales-orders.opening-balance.',
      'sales-orders.receivable.',
      'system.fund-ledger.read',
      ...READ_SALES,
      'customers.',
      'inventory.',
      'office.',
    ],
    ...{ scope: 'own', wide: ['customers', 'sales-orders', 'inventory', 'office'], fieldRules: {} },
  },
};

/** Hires the people: roles, departments, users with superiors, heads. The people of the set-up stay as they are. */
@Injectable()
export class StaffOffice {
  constructor(
    private readonly stage: Stage,
    private readonly roles: RoleService,
    private readonly departments: DepartmentService,
    private readonly users: UserService,
    private readonly routes: RouteAudit,
    private readonly db: Db,
  ) {}

  async hire(setting: Setting): Promise<Staff> {
    const { administratorId: by } = setting.company;
    const roles = await this.makeRoles(setting, by);
    const departments = await this.makeDepartments(setting, by);
    const ids = await this.makeUsers(setting, by, roles, departments);
    for (const [key, head] of Object.entries(HEADS)) {
      await this.stage.update(by, this.departments, departments[key as DepartmentKey], { headId: ids.get(head)! });
    }
    return staffOf(by, [...ids.values()]);
  }

  /** Those who were hired before, if they were. */
  async find(administratorId: string): Promise<Staff | undefined> {
    const users = await this.db.query<{ id: string }>('SELECT id FROM "user" WHERE email LIKE $1 ORDER BY id', [
      `%${MAIL}`,
    ]);
    return users.length === SEATS.length
      ? staffOf(
          administratorId,
          users.map((user) => user.id),
        )
      : undefined;
  }

  private async makeRoles({ words }: Setting, by: string): Promise<Record<RoleKey, string>> {
    const known = this.routes.permissions();
    const ids = {} as Record<RoleKey, string>;
    for (const [key, plan] of Object.entries(ROLES) as [RoleKey, RolePlan][]) {
      const may = [...plan.may, ...EVERYBODY];
      const permissions = known.filter((code) => may.some((beginning) => code.startsWith(beginning)));
      const scopes = Object.fromEntries(
        MODULES.map((module) => [module, plan.wide.includes(module) ? 'all' : plan.scope]),
      );
      const { fieldRules } = plan;
      ids[key] = (
        await this.stage.create(by, this.roles, { name: words.roles[key], permissions, scopes, fieldRules })
      ).id;
    }
    return ids;
  }

  private async makeDepartments({ words }: Setting, by: string): Promise<Record<DepartmentKey, string>> {
    const ids = {} as Record<DepartmentKey, string>;
    for (const [index, key] of (Object.keys(PARENTS) as DepartmentKey[]).entries()) {
      const parent = PARENTS[key];
      const input = { code: `D${index + 1}0`, name: words.departments[key], parentId: parent && ids[parent] };
      ids[key] = (await this.stage.create(by, this.departments, input)).id;
    }
    return ids;
  }

  private async makeUsers(
    setting: Setting,
    by: string,
    roles: Record<RoleKey, string>,
    departments: Record<DepartmentKey, string>,
  ): Promise<Map<string, string>> {
    const { words, company } = setting;
    const random = setting.random.stream('staff');
    const families = random.sample(words.people.families, SEATS.length);
    const givens = random.sample(words.people.givens, SEATS.length);
    const taken = new Set(
      (await this.db.query<{ login: string }>('SELECT login FROM "user"')).map((user) => user.login),
    );
    const ids = new Map<string, string>();
    for (const [index, { key, post, department, superior, role }] of SEATS.entries()) {
      const [family, given] = [families[index]!, givens[index]!];
      const name = words.fullName(family, given);
      const plain = setting.isChinese ? pinyinOf(name) : `${given}.${family}`.toLowerCase();
      const login = taken.has(plain) ? `${plain}.${index + 1}` : plain;
      const user = {
        ...{
          login,
          name,
          title: words.titles[post],
          email: `${login}${MAIL}`,
          phone: words.phone(random.next()),
        },
        ...{
          departmentId: departments[department],
          superiorId: superior && ids.get(superior)!,
          roleIds: [roles[role]],
        },
        language: company.language,
      };
      ids.set(key, (await this.stage.create(by, this.users, user)).id);
    }
    return ids;
  }
}

/** The staff out of the ids of the people on the seats. */
function staffOf(administrator: string, ids: readonly string[]): Staff {
  const of = (key: string): string => ids[SEATS.findIndex((one) => one.key === key)]!;
  return {
    ...{ administrator, manager: of('manager'), salesHead: of('salesHead'), keyHead: of('keyHead') },
    ...{ sellers: ['seller1', 'seller2', 'seller3'].map(of), keySellers: ['keySeller1', 'keySeller2'].map(of) },
    ...{ warehouseHead: of('warehouseHead'), keepers: ['keeper1', 'keeper2'].map(of) },
    ...{ financeHead: of('financeHead'), accountant: of('accountant') },
  };
}
