import 'reflect-metadata';
import { openInstallation } from '../installation.js';
import { loadConfig } from '../kernel/config/config.js';
import { askedToEnd, complain, runToEnd, say } from '../process.js';
import { HELP, readCommand } from './words.js';

/** The exit code of a command that was cut short, as shells have it. */
const INTERRUPTED = 130;

async function main(words: readonly string[]): Promise<number> {
  const command = readCommand(words);
  if (!command) {
    complain(`There is no command "${words.join(' ')}". These are understood:\n\n${HELP}`);
    return 1;
  }
  if (command.name === 'help') {
    say(HELP);
    return 0;
  }
  const asked = askedToEnd().then(() => INTERRUPTED);
  const installation = await openInstallation(loadConfig(), { attach: true });
  try {
    // The application is loaded only where there is something to do for it.
    const { perform } = await import('./commands.js');
    return await Promise.race([perform(installation.settings, command), asked]);
  } finally {
    await installation.stop();
  }
}

runToEnd(() => main(process.argv.slice(2)));
