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

/**
 * What a refusal of the database means to a caller; undefined for anything that is not one. Triggers raise SQLSTATE `GX001`
 * with the problem's code as message and its facts as JSON in the detail.
 */
export function fromDatabaseError(error: unknown): DomainError | undefined {
  const { code = '', detail, message = '', constraint } = (error ?? {}) as PostgresError;
  if (code === 'GX001') {
    return message in PROBLEMS ? new DomainError(message as ProblemCode, parsed(detail)) : undefined;
  }
  if (code === '23505') {
    return new DomainError('record.exists', { value: /=\((.*)\) already exists/.exec(detail ?? '')?.[1] ?? '' });
  }
  if (code === '23503') {
    if (detail?.includes('still referenced')) return new DomainError('record.in-use');
    return new DomainError('record.unknown', { field: camel(/Key \((\w+)\)=/.exec(detail ?? '')?.[1] ?? '') });
  }
  if (code === '23514') return new DomainError('record.impossible', { rule: constraint ?? '' });
  if (code === '55P03' || isRetryable(error)) return new DomainError('request.busy', { retryAfter: 1 });
  if (UNAVAILABLE.test(code) || LOST.has(code) || message.includes('Connection terminated')) {
    return new DomainError('server.unavailable', { retryAfter: 5 });
  }
  return undefined;
}
