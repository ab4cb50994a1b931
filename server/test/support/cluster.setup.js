import '../../../tools/lib/typescript.js';

/** Jest's `globalSetup`; `cluster.ts` exports `start` and `stop`. */
export default async () => (await import('./cluster.ts')).start();
