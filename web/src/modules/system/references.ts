import { useCurrencies } from '@/app/stores/currencies';
import { useSession } from '@/app/stores/session';
import { isRef, type Edits, type Field, type ReferenceSource } from '@/documents/document-ui';

const inUse = () => ({ archived: false });
/** What belongs to one company is of no use to a document of another. */
export const inUseBy = ({ company }: Edits) => ({ ...inUse(), ...(isRef(company) && { companyId: company.id }) });

export const userSource: ReferenceSource = {
  path: '/system/users',
  query: () => ({ archived: false, active: true }),
  hint: (row) => String(row['title'] ?? row['login'] ?? ''),
};
export const departmentSource: ReferenceSource = { path: '/system/departments', query: inUse };
export const roleSource: ReferenceSource = { path: '/system/roles' };
export const allUsersSource: ReferenceSource = { path: '/system/users' };
export const fundAccountSource: ReferenceSource = { path: '/system/fund-accounts', query: inUseBy };

export const companySource: ReferenceSource = { path: '/system/companies', query: inUse };

const hasSeveral = () => (useSession().me?.companyCount ?? 1) > 1;

/** The company of a new record, at first its writer's; with one company, nobody is asked or told. */
export const companyChoice: Partial<Field> = {
  source: companySource,
  fill: ({ baseCurrency }) => ({ currency: baseCurrency }),
  only: 'create',
  visible: hasSeveral,
  default: () => (hasSeveral() ? useSession().me?.company : null),
  show: () => (hasSeveral() ? {} : false),
};

const hasCurrencies = () => useCurrencies().several();

/** The currency of amounts, at first that of the company; with one currency, nobody is asked or told. */
export const currencyChoice: Partial<Field> = {
  values: () =>
    useCurrencies()
      .inUse()
      .map(({ code }) => code),
  words: (code) => `${code} ${useCurrencies().nameOf(code)}`.trim(),
  required: true,
  visible: hasCurrencies,
  default: () => useCurrencies().base(),
  show: () => (hasCurrencies() ? { kind: 'code' } : false),
};
