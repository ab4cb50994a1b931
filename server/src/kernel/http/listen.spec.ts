import { ConfigError } from '../config/config.js';
import { listenProblem } from './listen.js';

describe('a port that cannot be opened', () => {
  test.each([
    ['EADDRINUSE', 'Port 80 of host is in use.'],
    ['EACCES', 'This user may not open port 80. Set PORT'],
    ['EADDRNOTAVAIL', 'HOST is host, which is no address of this machine.'],
    ['ENOTFOUND', 'HOST is host, which is no address of this machine.'],
  ])('%s is a sentence', (code, sentence) => {
    const problem = listenProblem({ code }, 'host', 80);
    expect(problem).toBeInstanceOf(ConfigError);
    expect((problem as ConfigError).message).toContain(sentence);
  });

  test('anything else stays what it is', () => {
    const bug = new TypeError('x is undefined');
    expect(listenProblem(bug, 'host', 80)).toBe(bug);
  });
});
