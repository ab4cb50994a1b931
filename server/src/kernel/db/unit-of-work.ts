import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Context } from '../context/context.js';
import { poolOf } from './data-source.js';
import { Deciding } from './deciding.js';
import { Transaction } from './transaction.js';
import { isRetryable } from '../errors/database-error.js';

const ATTEMPTS = 6;

/** Leaves the transaction of a dry run with its result. */
class DryRunDone<T> extends Error {
  constructor(readonly result: T) {
    super('dry run');
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The one place where a transaction is opened. A business act is one unit of work: it happens wholly or not at all, and
 * serialization failures and deadlocks are retried here, so that nobody else sees them.
 */
@Injectable()
export class UnitOfWork {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly context: Context,
    private readonly deciding: Deciding,
  ) {}

  /** Registers what is told after each commit, such as the sequencer. Must not throw. */
  afterCommit(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Runs `work` in a transaction, or in the running one. With `dryRun` everything happens, deferred constraints included,
   * and is then rolled back.
   */
  async run<T>(work: () => Promise<T>, options: { dryRun?: boolean } = {}): Promise<T> {
    if (this.context.transaction) return work();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.attempt(work, options.dryRun ?? false);
        this.listeners.forEach((listener) => listener());
        return result;
      } catch (error) {
        if (error instanceof DryRunDone) return error.result as T;
        if (!isRetryable(error) || attempt >= ATTEMPTS) throw error;
        await pause(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(work: () => Promise<T>, dryRun: boolean): Promise<T> {
    const transaction = await Transaction.begin(poolOf(this.dataSource));
    try {
      const result = await this.context.with({ transaction, dryRun }, work);
      if (dryRun) {
        await transaction.answer(transaction.query({ text: 'SET CONSTRAINTS ALL IMMEDIATE' }));
        await transaction.settled();
        throw new DryRunDone(result);
      }
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    } finally {
      // Whatever came of it: of a connection that breaks in its commit nobody knows.
      if (transaction.decides) this.deciding.changed();
    }
  }
}
