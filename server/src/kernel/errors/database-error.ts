import type { ProblemCode } from '@guanxi/shared/kernel';
import { PROBLEMS } from '@guanxi/shared/kernel';
import { DomainError } from './domain-error.js';

interface PostgresError {
  readonly code?: string;
  readonly detail?: string;
  readonly message?: string;
  readonly hint?: string;
  readonly constraint?: string;
}

const RETRYABLE = new Set(['40001', '40P01']);
const UNAVAILABLE = /^(08|57P|53)/;
/** What the driver and TypeORM say of a connection that broke before or during a statement. */
const BROKEN = /Connection terminated|is not queryable|Query runner already released/;
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Serialization failures and deadlocks: the same work run again may succeed. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has((error as PostgresError)?.code ?? '');

const camel = (column: string): string => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const parsed = (text: string | undefined): Record<string, unknown> => {
  try {
    return text ? (JSON.parse(text) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

const capture = (pattern: RegExp, text: string | undefined): string => pattern.exec(text ?? '')?.[1] ?? '';

/** By SQLSTATE; triggers raise `GX001` with the problem's code as message and its facts as JSON in the detail. */
const REFUSALS: Readonly<Record<string, (error: PostgresError) => DomainError | undefined>> = {
  GX001: ({ message, detail }) =>
    message && message in PROBLEMS ? new DomainError(message as ProblemCode, parsed(detail)) : undefined,
  '23505': ({ detail }) => new DomainError('record.exists', { value: capture(/=\((.*)\) already exists/, detail) }),
  '23503': ({ detail }) =>
    detail?.includes('still referenced')
      ? new DomainError('record.in-use')
      : new DomainError('record.unknown', { field: camel(capture(/Key \((\w+)\)=/, detail)) }),
  '23514': ({ constraint }) => new DomainError('record.impossible', { rule: constraint ?? '' }),
  '40001': () => new DomainError('request.busy', { retryAfter: 1 }),
  '40P01': () => new DomainError('request.busy', { retryAfter: 1 }),
  '55P03': () => new DomainError('request.busy', { retryAfter: 1 }),
};

/** What a refusal of the database means to a caller; undefined for anything that is not one. */
export function fromDatabaseError(error: unknown): DomainError | undefined {
  const refusal = (error ?? {}) as PostgresError;
  const { code = '', message = '' } = refusal;
  if (code in REFUSALS) return REFUSALS[code]!(refusal);
  // A value that the database cannot read as its type.
  if (code.startsWith('22')) return new DomainError('request.malformed', { reason: 'value' });
  const isLost = UNAVAILABLE.test(code) || LOST.has(code) || BROKEN.test(message);
  return isLost ? new DomainError('server.unavailable', { retryAfter: 5 }) : undefined;
}
