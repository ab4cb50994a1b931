import { ConfigError } from './kernel/config/config.js';

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Resolves when somebody asks the process to end. From then on nothing else ends it, however often they ask. */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Runs a program to its exit code. What is wrong with the settings is a sentence; anything else is a bug and has a stack. */
export function runToEnd(main: () => Promise<number>): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      complain(error instanceof ConfigError ? error.message : String((error as Error).stack));
      process.exit(1);
    },
  );
}
