import { Flight } from '../../../src/kernel/db/flight.js';

/** A flight that was told of an error: how many of its statements were answered before, and how many nobody looked at. */
export interface Death {
  readonly answered: number;
  readonly skipped: number;
}

/** Notes how flights die while something is done. */
export async function deathsDuring(work: () => Promise<void>): Promise<Death[]> {
  const deaths: Death[] = [];
  const handle = Object.getOwnPropertyDescriptor(Flight.prototype, 'handleError')!;
  const noted: Flight['handleError'] = function (this: Flight, ...error) {
    const answered = Reflect.get(this, 'at') as number;
    const { length } = Reflect.get(this, 'statements') as unknown[];
    deaths.push({ answered, skipped: length - answered - 1 });
    return (handle.value as Flight['handleError']).apply(this, error);
  };
  Object.defineProperty(Flight.prototype, 'handleError', { ...handle, value: noted });
  try {
    await work();
  } finally {
    Object.defineProperty(Flight.prototype, 'handleError', handle);
  }
  return deaths;
}
