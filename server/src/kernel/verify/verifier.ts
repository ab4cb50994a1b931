import { Injectable } from '@nestjs/common';

/** Something that is not as it must always be. */
export interface Difference {
  /** The invariant: `S1`, `M2` … */
  readonly invariant: string;
  /** What it was found at, in words and ids that a person can look up. */
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/** Recomputes something from its facts and tells every difference. */
export interface VerifyCheck {
  readonly name: string;
  check(): Promise<Difference[]>;
}

export interface VerifyReport {
  readonly checks: { readonly name: string; readonly differences: number; readonly milliseconds: number }[];
  readonly differences: Difference[];
}

/** Proves the books: every module registers checks of the invariants that it keeps. */
@Injectable()
export class Verifier {
  private readonly registered: VerifyCheck[] = [];

  register(...checks: VerifyCheck[]): void {
    this.registered.push(...checks);
  }

  get checks(): readonly VerifyCheck[] {
    return this.registered;
  }

  async run(): Promise<VerifyReport> {
    const report: VerifyReport = { checks: [], differences: [] };
    for (const check of this.checks) {
      const started = performance.now();
      const differences = await outcomeOf(check);
      report.checks.push({
        name: check.name,
        differences: differences.length,
        milliseconds: Math.round(performance.now() - started),
      });
      report.differences.push(...differences);
    }
    return report;
  }
}

/** What was tampered with may be beyond reading; then that is what was found, and the other checks go on. */
async function outcomeOf(check: VerifyCheck): Promise<Difference[]> {
  try {
    return await check.check();
  } catch (error) {
    if (!isDataException(error)) throw error;
    return [{ invariant: 'U1', where: check.name, expected: 'data that can be read', actual: String(error) }];
  }
}

const isDataException = (error: unknown): boolean => String((error as { code?: string }).code).startsWith('22');
