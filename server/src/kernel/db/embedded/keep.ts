import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Cluster } from './cluster.js';

const MOST = 5;
const WITHIN_MINUTES = 10;
const FIRST_PAUSE_MS = 100;

/** A server that is kept running. */
export interface Kept {
  /** Resolves with a sentence once the server is given up; never before. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server that ends by itself again, in place, a few times: processes of the old one may need a moment to go. */
export function keep(cluster: Cluster, start: () => Promise<void>): Kept {
  const logger = new Logger('Database');
  let isStopping = false;

  async function watch(given: (reason: string) => void): Promise<void> {
    const ends: number[] = [];
    for (;;) {
      await cluster.ended;
      if (isStopping) return;
      ends.push(Date.now());
      while (ends[0]! < Date.now() - WITHIN_MINUTES * 60_000) ends.shift();
      if (ends.length > MOST) {
        return given(
          `The database ended ${ends.length} times within ${WITHIN_MINUTES} minutes and is not started again. ` +
            `See to its last words, then start Guanxi again: ${cluster.lastWords}`,
        );
      }
      logger.warn(`The database ended by itself and is started again: ${cluster.lastWords}`);
      await pause(FIRST_PAUSE_MS * 2 ** (ends.length - 1));
      if (isStopping) return;
      // One that does not start has ended again.
      await start().catch(() => undefined);
    }
  }

  return {
    lost: new Promise((resolve) => void watch(resolve)),
    stop: () => {
      isStopping = true;
      return cluster.stop();
    },
  };
}
