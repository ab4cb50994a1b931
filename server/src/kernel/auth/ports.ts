import type { ReleasePolicy } from '@guanxi/shared/documents';
import type { Language } from '@guanxi/shared/kernel';
import type { Principal } from '../context/principal.js';

/** A person who may sign in. */
export interface Account {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly language: Language;
  readonly passwordHash: string | null;
  readonly active: boolean;
}

/** What the kernel needs to know of users; the system module implements it. */
export abstract class Accounts {
  abstract findByLogin(login: string): Promise<Account | undefined>;
  abstract find(userId: string): Promise<Account | undefined>;
  abstract setPassword(userId: string, passwordHash: string): Promise<void>;
  abstract setLanguage(userId: string, language: Language): Promise<void>;
  /** Everything that decides what this user may do now; undefined when inactive. */
  abstract principal(userId: string, sessionId: string | null): Promise<Principal | undefined>;
}

/** What approvals and scopes need to know of the organisation; the system module implements it. */
export abstract class OrgChart {
  /** The superior `level` steps above a user (1 = direct), active users only. */
  abstract superior(userId: string, level: number): Promise<string | undefined>;
  /** The head of a user's department, `level` departments above it (0 = own). */
  abstract headOf(departmentId: string | null, level: number): Promise<string | undefined>;
  /** Who releases for the department of a user, if anybody is named. */
  abstract releaserOf(userId: string): Promise<string | undefined>;
  abstract holdersOf(roleId: string): Promise<string[]>;
  /** Who decides in a company when nobody in the line may. */
  abstract finalPool(companyId: string): Promise<string[]>;
  /** Those of the users given who are active, with their names. */
  abstract active(userIds: readonly string[]): Promise<{ id: string; name: string }[]>;
  /** Whether at least two active users exist. */
  abstract hasSecondPerson(): Promise<boolean>;
}

/** Whether a date may still be posted to; the system module implements it. */
export abstract class PeriodLock {
  /** For what is not in the books yet. @throws DomainError 423 when the period of `date` is closed, as far as is known. */
  abstract assertOpen(companyId: string, date: string): Promise<void>;
  /** Holds the period against closing until the transaction ends. @throws DomainError 423 when it is closed. */
  abstract holdOpen(companyId: string, date: string): Promise<void>;
}

/** Facts of a company that documents need; the system module implements it. */
export abstract class Companies {
  /** Today in the company's time zone. */
  abstract today(companyId: string): Promise<string>;
  abstract get(companyId: string): Promise<{
    id: string;
    name: string;
    timeZone: string;
    baseCurrency: string;
    releasePolicy: ReleasePolicy;
  }>;
}
