import { Injectable } from '@nestjs/common';
import { permissionOf } from '@guanxi/shared/kernel';
import { Accounts } from '../../kernel/auth/ports.js';
import { Context } from '../../kernel/context/context.js';
import { may, type Principal } from '../../kernel/context/principal.js';
import type { MasterRecord } from '../../kernel/records/master-record.js';
import { RecordStore, type RecordHandler } from '../../kernel/records/record-store.js';

/** A record as its store answers it. */
export interface Made {
  readonly id: string;
  readonly version: number;
}

/** Lets people of the company act: everything happens in their name, with what they may do and no more. */
@Injectable()
export class Stage {
  private readonly principals = new Map<string, Principal>();

  constructor(
    private readonly context: Context,
    private readonly accounts: Accounts,
    private readonly store: RecordStore,
  ) {}

  /** Forgets what people may do, after roles or the organisation changed. */
  refresh(): void {
    this.principals.clear();
  }

  /** Runs work as a user. */
  async as<T>(userId: string, work: (principal: Principal) => Promise<T>): Promise<T> {
    const principal = this.principals.get(userId) ?? (await this.accounts.principal(userId, null));
    if (!principal) throw new Error(`nobody acts as ${userId}`);
    this.principals.set(userId, principal);
    return this.context.with({ principal, language: principal.language }, () => work(principal));
  }

  /** Runs work on a day of the company's year. */
  on<T>(day: string, work: () => Promise<T>): Promise<T> {
    return this.context.with({ day }, work);
  }

  /** Like `as`, for an act that needs a permission: the services below the routes don't look. */
  asHolder<T>(userId: string, permission: string, work: () => Promise<T>): Promise<T> {
    return this.as(userId, (principal) => {
      if (!may(principal, permission)) throw new Error(`${principal.name} lacks ${permission}`);
      return work();
    });
  }

  create<Input extends object, Row extends MasterRecord>(
    userId: string,
    handler: RecordHandler<Input, Row>,
    input: NoInfer<Input>,
  ): Promise<Made> {
    return this.asHolder(userId, permissionOf(handler.definition, 'create'), () =>
      this.store.create<Made, Input, Row>(handler, input),
    );
  }

  update<Input extends object, Row extends MasterRecord>(
    userId: string,
    handler: RecordHandler<Input, Row>,
    id: string,
    input: NoInfer<Partial<Input>>,
  ): Promise<Made> {
    return this.asHolder(userId, permissionOf(handler.definition, 'update'), () =>
      this.store.update<Made, Input, Row>(handler, id, 'any', input),
    );
  }
}
