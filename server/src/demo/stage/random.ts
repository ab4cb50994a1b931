/** FNV-1a, so that each stream of a seed has a beginning of its own. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}

/** Repeatable chance (mulberry32): the same seed and stream always tell the same story. */
export class Random {
  private state: number;

  constructor(
    private readonly seed: number,
    stream = '',
  ) {
    this.state = hash(`${seed} ${stream}`);
  }

  /** A stream of its own: what it is asked does not move the others. */
  stream(name: string): Random {
    return new Random(this.seed, name);
  }

  /** At least 0, less than 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let value = this.state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }

  /** Picks in proportion to the weights. */
  weighted<T>(choices: readonly T[], weightOf: (choice: T) => number): T {
    let rest = this.next() * choices.reduce((sum, choice) => sum + weightOf(choice), 0);
    return choices.find((choice) => (rest -= weightOf(choice)) < 0) ?? choices.at(-1)!;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let index = shuffled.length - 1; index > 0; index -= 1) {
      const other = this.between(0, index);
      [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
    }
    return shuffled;
  }

  /** So many different ones, in a chance order. */
  sample<T>(items: readonly T[], count: number): T[] {
    return this.shuffle(items).slice(0, count);
  }
}

/** So many of each, in one list: `deck({ a: 2, b: 1 })` is `['a', 'a', 'b']`. */
export const deck = <Key extends string>(counts: Readonly<Record<Key, number>>): Key[] =>
  Object.entries<number>(counts).flatMap(([key, count]) => Array.from({ length: count }, () => key as Key));
