/** Numbers that look random, and come the same way again for the same seed (mulberry32). */
export class Random {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed >>> 0;
  }

  /** The seed of `SEED`, or a new one; a run that fails is repeated with the seed that it printed. */
  static announced(suite: string): Random {
    const random = new Random(Number(process.env['SEED'] || Math.floor(Math.random() * 2 ** 31)));
    process.stderr.write(`${suite}: SEED=${random.seed}\n`);
    return random;
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** Some of the items, none of them twice, in their order. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const rest = items.map((_, index) => index);
    const taken = Array.from(
      { length: Math.min(count, rest.length) },
      () => rest.splice(this.below(rest.length), 1)[0]!,
    );
    return taken.sort((a, b) => a - b).map((index) => items[index]!);
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((value) => ({ value, rank: this.next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  }
}

/** Whether the long suites are asked for (`pnpm prove`). */
export const isDeep = process.env['GUANXI_DEEP'] === '1';
