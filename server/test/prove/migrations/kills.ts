import type { Between } from './databases.js';

/** The sleep is for the signal to arrive. */
export const KILL = 'SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(10)';

/** Quoted bodies and texts, comments, ends of statements, and what is between them. */
const TOKEN = /\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|;|[^;'"$/-]+|[\s\S]/g;

/** The statements of a text, as PostgreSQL takes them apart. */
export function statementsIn(text: string): string[] {
  const statements: string[] = [];
  let statement = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === ';') {
      statements.push(statement);
      statement = '';
    } else if (!token.startsWith('--')) statement += token;
  }
  return [...statements, statement].map((one) => one.trim()).filter(Boolean);
}

/** Counts the statements of a node that migrates, and kills its connection after the n-th. */
export class Strike {
  /** Statements that were sent. */
  sent = 0;
  /** Statements that were sent before the first transaction. */
  before: number | undefined;

  constructor(private readonly nth = Infinity) {}

  readonly between: Between = async (text, ask) => {
    const statements = statementsIn(text);
    if (text === 'START TRANSACTION') this.before ??= this.sent;
    const left = this.nth - this.sent;
    this.sent += statements.length;
    if (left < 1 || left > statements.length) return ask(text);
    if (statements.length > 1) return ask([...statements.slice(0, left), KILL].join(';\n'));
    await ask(text);
    return ask(KILL);
  };
}
