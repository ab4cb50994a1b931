import { FIELD_PROBLEMS, PROBLEMS } from '@guanxi/shared/kernel';
import type { WireAnswer, WireRequest } from '../../support/wire.js';

/** What a refusal must say. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  /** Facts that must be among the members of the document. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The one wrong entry: `/pointer code`. */
  readonly entry?: string;
}

/** One request that must be refused; any of the refusals is right where a rule of HTTP leaves a choice. */
export interface Case {
  readonly name: string;
  readonly request: WireRequest;
  readonly refusals: readonly Refusal[];
  /** The permissions that its sender does not hold; their token is put in before it is sent. */
  readonly lacks?: readonly string[];
}

/** What an answer must never show: statements and messages of the database, stacks, files of the server. */
const LEAKS: Readonly<Record<string, RegExp>> = {
  SQL: /\b(SELECT\b.+\bFROM|INSERT INTO|UPDATE\b.+\bSET|DELETE FROM|(LEFT|CROSS) JOIN|WHERE t\.|RETURNING|ORDER BY|FOR UPDATE)\b/i,
  'message of the database':
    /violates|duplicate key|syntax error at|invalid input (syntax|value)|(relation|column|operator|function) .{1,80} does not exist|out of range for type|current transaction is aborted|QueryFailed|SQLSTATE|\bpg_\w+|_fkey\b|\b(fk|pk|uq|ck)_\w+/i,
  stack: /\bat (async )?[\w.<>[\] ]+ \(.+:\d+:\d+\)|\bat (file:|node:|\/).+:\d+|Error: .+\\n\s+at /,
  'file of the server':
    /node_modules|file:\/\/|\/(home|tmp|work|root|usr|var|opt|mnt|srv|proc|etc)\/\w+|\b[A-Z]:\\\\\w+|\.(ts|js|mjs|cjs):\d+/,
  'name of a class or library':
    /TypeORM|NestJS|fastify|FST_ERR|class-validator|Cannot read propert|is not a function|is not iterable|undefined \(/i,
};

/** What of it an answer shows. */
export const leaksOf = (text: string): string[] =>
  Object.entries(LEAKS).flatMap(([name, pattern]) => {
    const found = pattern.exec(text)?.[0];
    return found === undefined ? [] : [`shows ${name}: ${found.slice(0, 120)}`];
  });

const headText = (headers: WireAnswer['headers']): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');

interface Problem {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly status?: unknown;
  readonly instance?: unknown;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  readonly [fact: string]: unknown;
}

function parse(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Problem) : undefined;
  } catch {
    return undefined;
  }
}

function flawsOfHead(status: number, headers: WireAnswer['headers']): string[] {
  return [
    ...(headers['content-type'] === 'application/problem+json; charset=utf-8'
      ? []
      : [`type ${headers['content-type']}`]),
    ...(headers['cache-control'] === 'no-store' ? [] : [`Cache-Control ${headers['cache-control']}`]),
    ...(headers['x-powered-by'] || headers['server'] ? ['names its software'] : []),
    ...(status === 401 && !headers['www-authenticate'] ? ['401 without WWW-Authenticate'] : []),
  ];
}

/** What is wrong with an answer as a problem document (RFC 9457), whatever the problem. */
export function flawsOfProblem({ status, headers, text }: WireAnswer): string[] {
  const problem = parse(text);
  if (!problem) return [`no problem document but ${text.slice(0, 200) || 'nothing'}`];
  const { type, code, title, detail, instance, errors = [] } = problem;
  const unfilled = [title, detail, ...errors.map((error) => error.detail)].filter((one) =>
    /\{\w+\}|undefined|\[object/.test(String(one)),
  );
  return [
    ...flawsOfHead(status, headers),
    ...(problem.status === status ? [] : [`says status ${String(problem.status)}`]),
    ...(typeof code === 'string' && code in PROBLEMS ? [] : [`code ${String(code)} is not registered`]),
    ...(type === `/api/docs/problems#${String(code)}` ? [] : [`type ${String(type)}`]),
    ...(instance === headers['x-request-id'] ? [] : [`instance ${String(instance)} is not the number of the request`]),
    ...[title, detail].flatMap((text) => (typeof text === 'string' && text ? [] : ['no title or no detail'])),
    ...unfilled.map((sentence) => `sentence with a hole: ${String(sentence)}`),
    ...errors.filter((error) => !(error.code in FIELD_PROBLEMS)).map((error) => `entry code ${error.code}`),
  ];
}

const entriesOf = ({ errors = [] }: Problem): string[] => errors.map(({ pointer, code }) => `${pointer} ${code}`);

function matches(answer: WireAnswer, problem: Problem, { status, code, facts = {}, entry }: Refusal): boolean {
  return (
    answer.status === status &&
    problem.code === code &&
    Object.entries(facts).every(([name, value]) => problem[name] === value) &&
    (entry === undefined || entriesOf(problem).join() === entry)
  );
}

const wordsOf = ({ status, code, facts, entry }: Refusal): string =>
  [status, code, entry, facts && JSON.stringify(facts)].filter(Boolean).join(' ');

/** What is wrong with the answer to a case; nothing when it is the right refusal and gives nothing away. */
export function judge({ refusals }: Pick<Case, 'refusals'>, answer: WireAnswer): string[] {
  const problem = parse(answer.text) ?? {};
  const isRight = refusals.some((refusal) => matches(answer, problem, refusal));
  const got = [answer.status, problem.code, ...entriesOf(problem)].join(' ');
  return [
    ...(answer.status >= 500 ? [`${answer.status}: ${answer.text.slice(0, 200)}`] : []),
    ...(isRight ? [] : [`${got} instead of ${refusals.map(wordsOf).join(' or ')}`]),
    ...flawsOfProblem(answer),
    ...leaksOf(answer.text),
    ...leaksOf(headText(answer.headers)).map((leak) => `${leak} in a header`),
  ];
}
