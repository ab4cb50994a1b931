import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { asidePool, singlesPool } from './data-source.js';
import { Context } from '../context/context.js';
import { Deciding, isDeciding } from './deciding.js';
import { sendBy, type Answer } from './statement.js';

interface Known {
  /** Of the prepared statement; texts beyond the limit are sent without, so that no connection hoards plans. */
  readonly name: string | undefined;
  readonly decides: boolean;
}

const known = new Map<string, Known>();
const NAMES_MAX = 3000;

function knownOf(text: string): Known {
  const before = known.get(text);
  if (before) return before;
  const isNamed = known.size < NAMES_MAX;
  const found = { name: isNamed ? `s${known.size}` : undefined, decides: isDeciding(text) };
  if (isNamed) known.set(text, found);
  return found;
}

/** Runs SQL: on the transaction's own connection inside a unit of work, by itself outside. */
@Injectable()
export class Db implements OnApplicationShutdown {
  private alone: pg.Pool | undefined;
  private side: pg.Pool | undefined;

  /** Statements that requests sent since the process started, those of the background apart; for budgets. */
  statements = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly context: Context,
    private readonly deciding: Deciding,
  ) {}

  private get singles(): pg.Pool {
    this.alone ??= singlesPool(this.dataSource);
    return this.alone;
  }

  private get aside(): pg.Pool {
    this.side ??= asidePool(this.dataSource);
    return this.side;
  }

  /** Runs a statement as a named prepared one; its text must not contain values. */
  async query<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.execute(text, values);
    return result.rows as Row[];
  }

  /** Like `query`, answering how many rows were touched. */
  async run(text: string, values: readonly unknown[] = []): Promise<number> {
    const result = await this.execute(text, values);
    return result.rowCount;
  }

  /** The only row, or undefined. */
  async one<Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(text, values))[0];
  }

  /**
   * Sends a write whose answer nobody needs. Inside a unit of work it goes on at once: the statement travels with those that
   * follow, and its failure comes out of the next one that is waited for, or of the commit.
   */
  async send(text: string, values: readonly unknown[] = []): Promise<void> {
    const { transaction } = this.context;
    const answer = this.execute(text, values);
    if (transaction) transaction.expect(answer);
    else await answer;
  }

  /** Whether the database answers within so many milliseconds; waiting for a connection counts. */
  async answers(within: number): Promise<boolean> {
    // The driver gives up a connection on which the answer does not come; it would never serve anybody again.
    const question: pg.QueryConfig & { query_timeout: number } = { text: 'SELECT 1', query_timeout: within };
    const answer = this.singles.query(question).then(
      () => true,
      () => false,
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, within, false)));
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  /**
   * Runs work past the transaction at hand, on connections that no transaction ever holds: it sees what is committed, and what
   * it does is committed at once. That commit does not wait for the disk; whichever commit follows takes it along.
   */
  beside<T>(work: () => Promise<T>): Promise<T> {
    return this.context.with({ transaction: undefined, aside: true }, work);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.alone?.end(), this.side?.end()]);
  }

  private execute(text: string, values: readonly unknown[]): Promise<Answer> {
    const { transaction, isRequest } = this.context;
    if (isRequest) this.statements += 1;
    const { name, decides } = knownOf(text);
    const statement = { text, values: values as unknown[], ...(name ? { name } : {}) };
    if (transaction) {
      transaction.decides ||= decides;
      return transaction.answer(transaction.query(statement));
    }
    const answer = sendBy(this.context.aside ? this.aside : this.singles, statement);
    return decides ? answer.finally(() => this.deciding.changed()) : answer;
  }
}
