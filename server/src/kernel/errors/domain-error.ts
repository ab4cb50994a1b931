import { PROBLEMS, type FieldProblemCode, type ProblemCode } from '@guanxi/shared/kernel';

/** One wrong entry of a request, addressed by a JSON pointer (RFC 6901). */
export interface FieldError {
  readonly pointer: string;
  readonly code: FieldProblemCode;
  readonly facts?: Record<string, unknown>;
}

/**
 * A refusal that the caller should understand: a registered code and the facts of its sentence. The one filter of the API
 * turns it into a problem document (RFC 9457); nothing else knows of HTTP.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly facts: Record<string, unknown> = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(code);
  }
  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** A request with wrong entries. */
export const invalid = (fields: readonly FieldError[]): DomainError =>
  new DomainError('request.invalid', { count: fields.length }, fields);

/** A request with one wrong entry. */
export const invalidField = (pointer: string, code: FieldProblemCode, facts?: Record<string, unknown>): DomainError =>
  invalid([{ pointer, code, ...(facts ? { facts } : {}) }]);
