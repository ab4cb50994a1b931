/** How long each kind of act took, in milliseconds, and how many statements it sent where they are counted. */
export class Figures {
  private readonly times = new Map<string, number[]>();
  private readonly statements = new Map<string, number[]>();

  /** `counter` tells the statements so far; what it says of an act is true while there is one client. */
  constructor(private readonly counter?: () => number) {}

  async time<Result>(act: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.counter?.() ?? 0;
    const started = performance.now();
    const result = await work();
    note(this.times, act, performance.now() - started);
    if (this.counter) note(this.statements, act, this.counter() - before);
    return result;
  }

  /** How many acts of the chosen kinds there were. */
  count(isChosen: (act: string) => boolean): number {
    return [...this.times].reduce((total, [act, times]) => total + (isChosen(act) ? times.length : 0), 0);
  }

  /** The statements of each act: the fewest, because others are sent in the background. */
  fewestStatements(): Map<string, number> {
    return new Map([...this.statements].map(([act, counts]) => [act, Math.min(...counts)]));
  }

  /** One line per act, in the order in which they first came. */
  lines(): string[] {
    const head = ['times', 'p50 ms', 'p95 ms', 'max ms'].map((word) => word.padStart(9)).join('');
    const rows = [...this.times].map(([act, times]) => {
      const ascending = sorted(times);
      const shown = [0.5, 0.95, 1].map((share) => percentile(ascending, share).toFixed(1).padStart(9));
      return `${act.padEnd(24)}${String(times.length).padStart(9)}${shown.join('')}`;
    });
    return [`${'act'.padEnd(24)}${head}`, ...rows];
  }
}

function note(values: Map<string, number[]>, act: string, value: number): void {
  const known = values.get(act);
  if (known) known.push(value);
  else values.set(act, [value]);
}

/** The values in ascending order. */
export const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The value below which a share of the ascending values lies (nearest rank). */
export const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
