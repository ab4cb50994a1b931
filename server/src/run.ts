import 'reflect-metadata';
import { flushCompileCache } from 'node:module';
import { openInstallation } from './installation.js';
import { loadConfig } from './kernel/config/config.js';
import { explained } from './kernel/db/connection-problem.js';
import { askedToEnd, complain, runToEnd } from './process.js';

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
