import type { Socket } from 'node:net';
import type pg from 'pg';

/** What PostgreSQL says to statements that follow a failed one. */
const IN_FAILED_TRANSACTION = '25P02';

/** A connection that breaks says so to the statement that is on its way, too. */
const ignored = (): void => undefined;

/**
 * A running transaction on its own connection. Statements go out in the order in which they are sent, also those whose
 * answer nobody waits for; a failure of one of these comes out of the next statement that is waited for, or of the commit.
 */
export class Transaction {
  /** Whether it writes something that decides who may do what. */
  decides = false;
  private readonly sent: Promise<unknown>[] = [];
  private failure: unknown;
  /** Nothing may follow a commit or a rollback: it would be outside of the transaction. */
  private isClosed = false;
  private isOver = false;

  constructor(readonly client: pg.PoolClient) {}

  /** Begins a transaction on a connection of the pool. */
  static async begin(pool: pg.Pool): Promise<Transaction> {
    const transaction = new Transaction(await pool.connect());
    transaction.client.on('error', ignored);
    transaction.expect(transaction.query('BEGIN'));
    return transaction;
  }

  /** Notes a statement that is on its way and that nobody waits for. */
  expect(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.sent.push(answer);
  }

  /** Sends a statement; those that are sent in one turn of the event loop leave in one packet. */
  query(query: string | pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.isClosed) return Promise.reject(new Error('The transaction is over'));
    const { stream } = (this.client as unknown as { connection: { stream: Socket } }).connection;
    if (stream.writableCorked === 0) {
      stream.cork();
      setImmediate(() => stream.uncork());
    }
    return this.client.query(query);
  }

  /** The answer of a statement. @throws what the first failed statement of the transaction was refused with */
  async answer<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      // Answers come in the order of the statements: who is told that the transaction has failed comes after who failed it.
      if ((error as { code?: string }).code !== IN_FAILED_TRANSACTION) this.failure ??= error;
      throw this.failure ?? error;
    }
  }

  /** Waits for everything that was sent. @throws what the first of them was refused with */
  async settled(): Promise<void> {
    await Promise.all(this.sent.splice(0));
  }

  /** Commits; what follows a failed statement is a rollback, whatever it says. */
  async commit(): Promise<void> {
    this.expect(this.answer(this.query('COMMIT')));
    this.isClosed = true;
    await this.settled();
    this.end();
  }

  /** Takes everything back; a connection that can't do that any more is thrown away. */
  async rollback(): Promise<void> {
    if (this.isOver) return;
    this.isClosed = true;
    await this.client.query('ROLLBACK').then(
      () => this.end(),
      (error: Error) => this.end(error),
    );
  }

  private end(error?: Error): void {
    this.isOver = true;
    this.client.off('error', ignored);
    this.client.release(error);
  }
}
