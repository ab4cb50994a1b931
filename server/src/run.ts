import 'reflect-metadata';
import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { openInstallation } from './installation.js';
import { loadConfig } from './kernel/config/config.js';
import { explained } from './kernel/db/connection-problem.js';
import { askedToEnd, complain, runToEnd } from './process.js';

/**
 * How V8 keeps memory once the program is loaded, of which nearly everything stays. Memory is looked through when a fifth more
 * of it is in use, not when it has doubled: a server that answers small questions keeps little, and shares its machine with a
 * database. And what a request makes is always made young. Left to itself, V8 counts what is alive of what a line of code
 * makes, may find the requests that are under way, and makes their like old from then on: all of it then waits to be looked
 * through, and the server is half as fast for as long as it lives.
 */
const keepLittle = (): void =>
  ['--heap-growing-percent=20', '--no-allocation-site-pretenuring'].forEach((flag) => setFlagsFromString(flag));

/** Serves until somebody asks to end, or the embedded database is lost. */
async function main(): Promise<number> {
  const asked = askedToEnd().then(() => 0);
  const installation = await openInstallation(loadConfig());
  const lost = installation.lost.then((reason) => {
    complain(reason);
    return 1;
  });
  const ended = Promise.race([asked, lost]);
  let close = (): Promise<void> => Promise.resolve();
  try {
    // The application is loaded only when there is something to serve, so that a refusal comes at once.
    const { serve } = await import('./serve.js');
    const serving = serve(installation.settings).then((closing) => {
      close = closing;
      // Also where it is killed in the end.
      flushCompileCache();
      keepLittle();
      return ended;
    });
    return await Promise.race([ended, serving]);
  } catch (error) {
    throw explained(error, installation.settings.databaseUrl);
  } finally {
    await close().catch((error: unknown) => complain(String(error)));
    await installation.stop();
  }
}

runToEnd(main);
