import pg from 'pg';
import { Line, Prepared, Query, type Statement, type Wire } from './statement.js';

/** What PostgreSQL says to statements that follow a failed one. */
export const IN_FAILED_TRANSACTION = '25P02';

/**
 * Statements that travel together: they leave in one packet, the server answers all of them in one, and after the first that
 * fails it looks at none of the others. Each by itself would be answered by itself, and waking who waits for an answer costs
 * as much as a small statement.
 */
export class Flight extends Query {
  private readonly statements: readonly Prepared[];
  private at = 0;

  constructor(statements: readonly Statement[]) {
    super('');
    this.statements = statements.map((statement) => new Prepared(statement));
    this.goTo(0);
  }

  /** Called by the driver when its turn has come. */
  submit(wire: Wire): null {
    const line = Line.of(wire);
    for (const statement of this.statements) statement.board(line);
    // Nothing has left yet, and nothing may leave without what was refused: others would get its answer.
    const refused = this.statements.find(({ refusal }) => refusal);
    if (!refused) line.depart();
    else {
      refused.handleError(refused.refusal!);
      line.forget();
      wire.stream.destroy();
    }
    return null;
  }

  override handleRowDescription(message: Parameters<Prepared['handleRowDescription']>[0]): void {
    this.current.handleRowDescription(message);
  }

  override handleDataRow(message: Parameters<Prepared['handleDataRow']>[0]): void {
    this.current.handleDataRow(message);
  }

  override handleCommandComplete(message: { text: string }): void {
    const { current } = this;
    current.handleCommandComplete(message);
    if (current === this.statements.at(-1)) return;
    this.goTo(this.at + 1);
    current.handleReadyForQuery();
  }

  /** The last one is answered when the connection is ready for others. */
  override handleReadyForQuery(): void {
    this.current.handleReadyForQuery();
  }

  override handleError(error: Error, wire: Wire): void {
    const skipped = this.statements.slice(this.at + 1);
    const why = error instanceof pg.DatabaseError ? unseen() : error;
    this.current.handleError(error);
    for (const statement of skipped) {
      // The server has not parsed it; the next time it is sent with its text again.
      if (statement.name) delete wire.submittedNamedStatements[statement.name];
      statement.handleError(why);
    }
  }

  private get current(): Prepared {
    return this.statements[this.at]!;
  }

  /** The driver notes under this name that a statement is parsed. */
  private goTo(at: number): void {
    this.at = at;
    this.name = this.current.name;
    this.text = this.current.text;
  }
}

const unseen = (): Error => Object.assign(new Error('a statement before it failed'), { code: IN_FAILED_TRANSACTION });
