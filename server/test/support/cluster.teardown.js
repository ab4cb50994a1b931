import '../../../tools/lib/typescript.js';

/** Jest's `globalTeardown`, in the same process as the set-up: `cluster.ts` is the same module instance. */
export default async () => (await import('./cluster.ts')).stop();
