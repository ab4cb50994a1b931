import type pg from 'pg';
import { Flight, IN_FAILED_TRANSACTION } from './flight.js';
import type { Answer, Statement } from './statement.js';

/** A connection that breaks says so to the statement that is on its way, too. */
const ignored = (): void => undefined;

/**
 * A running transaction on its own connection. Statements go out in the order in which they are sent, also those whose
 * answer nobody waits for; a failure of one of these comes out of the next statement that is waited for, or of the commit.
 */
export class Transaction {
  /** Whether it writes something that decides who may do what. */
  decides = false;
  /** Rows by id that were read and not changed since. */
  readonly seen = new Map<string, object>();
  private readonly sent: Promise<unknown>[] = [];
  /** Statements that leave together. */
  private boarding: Statement[] = [];
  private failure: unknown;
  /** Nothing may follow a commit or a rollback: it would be outside of the transaction. */
  private isClosed = false;
  private isOver = false;

  constructor(readonly client: pg.PoolClient) {}

  /** Begins a transaction on a connection of the pool. */
  static async begin(pool: pg.Pool): Promise<Transaction> {
    const transaction = new Transaction(await pool.connect());
    transaction.client.on('error', ignored);
    transaction.expect(transaction.query({ name: 'begin', text: 'BEGIN' }));
    return transaction;
  }

  /** Notes a statement that is on its way and that nobody waits for. */
  expect(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.sent.push(answer);
  }

  /** Sends a statement; those that are sent in one turn of the event loop travel together. */
  query(query: Omit<Statement, 'callback'>): Promise<Answer> {
    if (this.isClosed) return Promise.reject(new Error('The transaction is over'));
    return new Promise((resolve, reject) => {
      const callback: Statement['callback'] = (error, result) => (error ? reject(error) : resolve(result));
      if (this.boarding.push({ ...query, callback }) === 1) setImmediate(() => this.depart());
    });
  }

  private depart(): void {
    if (this.boarding.length > 0) void this.client.query(new Flight(this.boarding) as unknown as pg.Submittable);
    this.boarding = [];
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
    this.expect(this.answer(this.query({ name: 'commit', text: 'COMMIT' })));
    this.isClosed = true;
    this.depart();
    await this.settled();
    this.end();
  }

  /** Takes everything back; a connection that can't do that any more is thrown away. */
  async rollback(): Promise<void> {
    if (this.isOver) return;
    this.isClosed = true;
    this.depart();
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
