import { readCommand } from './words.js';

describe('words of the command line', () => {
  test.each([
    [[], { name: 'help' }],
    [['--help'], { name: 'help' }],
    [['verify'], { name: 'verify' }],
    [['verify', '--heads', 'guanxi.log'], { name: 'verify', heads: 'guanxi.log' }],
    [['verify', '--heads=guanxi.log'], { name: 'verify', heads: 'guanxi.log' }],
    [['user', 'link', 'zhou'], { name: 'user link', login: 'zhou' }],
    [['seed'], { name: 'seed', wish: { language: 'zh-CN', seed: undefined } }],
    [['seed', '--language', 'en', '--seed', '7'], { name: 'seed', wish: { language: 'en', seed: 7 } }],
  ])('%j is understood', (words, command) => {
    expect(readCommand(words)).toEqual(command);
  });

  test.each([
    ...[
      [['verfy']],
      [['verify', 'twice']],
      [['verify', '--heads']],
      [['verify', '--heads', 'a', 'b']],
      [['verify', '--heads=']],
    ],
    ...[[['verify', '--heads', '--help']]],
    ...[[['migrate', '--fast']], [['']], [['user']], [['user', 'link']]],
    ...[[['user', 'lock', 'zhou']], [['user', 'link', 'zhou', 'wang']], [['user', 'link', '']]],
    ...[[['seed', '--language', 'fr']], [['seed', '--seed', 'x']], [['seed', 'now']], [['seed', '--colour', 'red']]],
  ])('%j is not', (words) => {
    expect(readCommand(words)).toBeUndefined();
  });
});
