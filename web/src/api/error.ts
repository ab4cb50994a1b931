import type { FieldProblem, Problem } from './types';

/** Every failed request becomes one of these. `code` is stable; `network` means that no answer came. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.code);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
  }

  get fields(): FieldProblem[] {
    return this.problem.errors ?? [];
  }

  /** What the sentence of the problem was made from. */
  get facts(): Readonly<Record<string, unknown>> {
    return { ...this.problem };
  }

  static network(): ApiError {
    return new ApiError({ code: 'network', status: 0 });
  }

  static async from(response: Response): Promise<ApiError> {
    const body: unknown = await response.json().catch(() => null);
    const problem = isProblem(body) ? body : { code: `http-${response.status}`, status: response.status };
    return new ApiError({ ...problem, status: response.status });
  }
}

/** Whether somebody else changed the record meanwhile. */
export const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
