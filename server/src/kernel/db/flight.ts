import type { Socket } from 'node:net';
import pg from 'pg';

/** What PostgreSQL says to statements that follow a failed one. */
export const IN_FAILED_TRANSACTION = '25P02';

/** A statement and who waits for its answer. */
export interface Statement {
  readonly text: string;
  readonly name?: string;
  readonly values?: unknown[];
  readonly callback: (error: Error | null, result: pg.QueryResult) => void;
}

interface Wire {
  readonly stream: Socket;
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
}

/** The driver's query as its connection drives it; its public types leave that out. */
interface Driven {
  name: string | undefined;
  text: string | undefined;
  prepare(wire: Wire): void;
  handleRowDescription(message: object): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, wire: Wire): void;
  handleReadyForQuery(wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}
const Query = pg.Query as unknown as new (config: Statement | string) => Driven;

/** A query that notes its refusal: the driver refuses values that it can't write down. */
class Passenger extends Query {
  isRefused = false;

  override handleError(error: Error, wire: Wire): void {
    this.isRefused = true;
    super.handleError(error, wire);
  }
}

const nothing = { value: (): void => undefined };

/**
 * Statements that travel together: they leave in one packet, the server answers all of them in one, and after the first that
 * fails it looks at none of the others. Each by itself would be answered by itself, and waking who waits for an answer costs
 * as much as a small statement.
 */
export class Flight extends Query {
  private readonly statements: readonly Passenger[];
  private at = 0;

  constructor(statements: readonly Statement[]) {
    super('');
    this.statements = statements.map((statement) => new Passenger(statement));
    this.goTo(0);
  }

  /** Called by the driver when its turn has come. */
  submit(wire: Wire): null {
    // One barrier at the end instead of one behind each.
    const unsynced = Object.create(wire, { sync: nothing }) as Wire;
    wire.stream.cork();
    for (const statement of this.statements) statement.prepare(unsynced);
    // Nothing has left yet, and nothing may leave without what was refused: others would get its answer.
    if (this.statements.some(({ isRefused }) => isRefused)) wire.stream.destroy();
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  override handleRowDescription(message: object): void {
    this.current.handleRowDescription(message);
  }

  override handleDataRow(message: object): void {
    this.current.handleDataRow(message);
  }

  override handleCommandComplete(message: object, wire: Wire): void {
    const { current } = this;
    current.handleCommandComplete(message, wire);
    if (current === this.statements.at(-1)) return;
    this.goTo(this.at + 1);
    current.handleReadyForQuery(wire);
  }

  /** The last one is answered when the connection is ready for others. */
  override handleReadyForQuery(wire: Wire): void {
    this.current.handleReadyForQuery(wire);
  }

  override handleError(error: Error, wire: Wire): void {
    const skipped = this.statements.slice(this.at + 1);
    const why = error instanceof pg.DatabaseError ? unseen() : error;
    this.current.handleError(error, wire);
    for (const statement of skipped) {
      // The server has not parsed it; the next time it is sent with its text again.
      if (statement.name) delete wire.submittedNamedStatements[statement.name];
      statement.handleError(why, wire);
    }
  }

  private get current(): Passenger {
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
