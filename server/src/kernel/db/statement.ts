import type { Socket } from 'node:net';
import pg from 'pg';

/** A statement and who waits for its answer. */
export interface Statement {
  readonly text: string;
  /** Of the prepared statement; one without is planned each time. */
  readonly name?: string;
  readonly values?: unknown[];
  readonly callback?: (error: Error | null, answer: Answer) => void;
}

/** What a statement was answered with. */
export interface Answer<Row = Record<string, unknown>> {
  readonly rows: Row[];
  /** Rows that it answered or touched. */
  readonly rowCount: number;
}

/** The driver's connection. */
export interface Wire {
  readonly stream: Pick<Socket, 'writable' | 'write' | 'destroy'>;
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  describe(what: object): void;
  sync(): void;
}

/** The driver's query as its connection drives it; its public types leave that out. */
interface Driven {
  name: string | undefined;
  text: string;
  values: unknown[] | undefined;
  callback: Statement['callback'];
  prepare(wire: Wire): void;
  handleRowDescription(message: { fields: readonly Field[] }): void;
  handleDataRow(message: { fields: readonly (string | null)[] }): void;
  handleCommandComplete(message: { text: string }, wire: Wire): void;
  handleReadyForQuery(wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
}
type Field = Pick<pg.FieldDef, 'name' | 'dataTypeID'>;
export const Query = pg.Query as unknown as new (config: string) => Driven;

/** The columns of a statement's rows. */
class Shape {
  private readonly parsers: readonly ((text: string) => unknown)[];
  private readonly names: readonly string[];
  /** Rows are copies of it: so all of them have one layout from the start. */
  private readonly empty: Readonly<Record<string, null>>;

  constructor(fields: readonly Field[]) {
    this.names = fields.map(({ name }) => name);
    this.parsers = fields.map(
      ({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
    );
    this.empty = Object.fromEntries(this.names.map((name) => [name, null]));
  }

  row(texts: readonly (string | null)[]): Record<string, unknown> {
    const row: Record<string, unknown> = { ...this.empty };
    for (let at = 0; at < texts.length; at += 1) {
      const text = texts[at]!;
      if (text !== null) row[this.names[at]!] = this.parsers[at]!(text);
    }
    return row;
  }
}
const NO_ROWS = new Shape([]);

/** What leaves on a connection together, and what the server has told there about its prepared statements. */
export class Line {
  private static readonly all = new WeakMap<Wire, Line>();

  readonly shapes = new Map<string, Shape>();
  /** The connection as statements see it that are written down: they are kept until all of them leave. */
  readonly wire: Wire;
  /** Whether the server has described the rows of the statement that is written down. */
  isDescribed = false;
  private pieces: Buffer[] = [];

  private constructor(private readonly connection: Wire) {
    const stream = { writable: true, write: (piece: Buffer) => this.pieces.push(piece) };
    const describe = (what: object): void => {
      if (!this.isDescribed) connection.describe.call(this.wire, what);
    };
    this.wire = Object.assign(Object.create(connection) as Wire, { stream, describe, sync: () => undefined });
  }

  static of(connection: Wire): Line {
    const line = Line.all.get(connection) ?? new Line(connection);
    Line.all.set(connection, line);
    return line;
  }

  /** Sends what is written down, with one barrier behind it. */
  depart(): void {
    this.connection.sync.call(this.wire);
    const { stream } = this.connection;
    if (stream.writable) stream.write(Buffer.concat(this.pieces));
    this.pieces = [];
  }

  forget(): void {
    this.pieces = [];
  }
}

/**
 * A statement on its way. The server describes the rows of a prepared statement once on each connection; the driver would ask
 * each time, and reading the answer took longer than reading the rows.
 */
export class Prepared extends Query {
  /** Why the driver can't write it down, as with values that have no text. */
  refusal: Error | undefined;
  private line: Line | undefined;
  private isBoarding = false;
  private shape: Shape | undefined;
  private failure: Error | undefined;
  private readonly answered: Record<string, unknown>[] = [];
  private touched = 0;

  constructor({ text, name, values, callback }: Statement) {
    super('');
    this.text = text;
    this.name = name;
    this.values = values;
    this.callback = callback;
  }

  /** Writes it down. */
  board(line: Line): void {
    this.line = line;
    this.shape = this.name === undefined ? undefined : line.shapes.get(this.name);
    line.isDescribed = this.shape !== undefined;
    this.isBoarding = true;
    this.prepare(line.wire);
    this.isBoarding = false;
  }

  /** Called by the driver when its turn has come. */
  submit(connection: Wire): Error | null {
    const line = Line.of(connection);
    this.board(line);
    if (!this.refusal) line.depart();
    else {
      line.forget();
      if (this.name) delete connection.submittedNamedStatements[this.name];
    }
    return this.refusal ?? null;
  }

  override handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.shape = new Shape(fields);
  }

  override handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    try {
      this.answered.push(this.shape!.row(fields));
    } catch (error) {
      this.failure ??= error as Error;
    }
  }

  override handleCommandComplete({ text }: { text: string }): void {
    this.touched = Number(/\d+$/.exec(text)?.[0] ?? 0);
    if (this.name !== undefined) this.line!.shapes.set(this.name, this.shape ?? NO_ROWS);
  }

  override handleReadyForQuery(): void {
    this.callback?.(this.failure ?? null, { rows: this.answered, rowCount: this.touched });
  }

  override handleError(error: Error): void {
    if (this.isBoarding) this.refusal = error;
    else this.callback?.(error, { rows: [], rowCount: 0 });
  }
}

/** Sends a statement by itself, on whichever connection of the pool is free. */
export const sendBy = (pool: pg.Pool, statement: Omit<Statement, 'callback'>): Promise<Answer> =>
  pool.query(new Prepared(statement) as unknown as pg.Submittable) as unknown as Promise<Answer>;
