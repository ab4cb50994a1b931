import { ConfigError } from '../config/config.js';
import { explained } from './connection-problem.js';

const URL = 'postgres://guanxi:a-password@db:5432/guanxi';

describe('a database that cannot be used', () => {
  test.each([
    [{ code: 'ECONNREFUSED' }, 'The database at db:5432/guanxi does not answer (ECONNREFUSED). Start it,'],
    [{ code: 'ENOTFOUND' }, 'does not answer (ENOTFOUND)'],
    [{ message: 'timeout exceeded when trying to connect' }, 'does not answer (timeout exceeded'],
    [{ code: '28P01' }, 'refuses the user or the password'],
    [{ code: '3D000' }, 'There is no such database at db:5432/guanxi'],
    [{ code: '53300' }, 'has no connection left'],
    [{ code: '42501', message: 'permission denied to set role' }, 'lacks a right at db:5432/guanxi: permission denied'],
  ])('%j is a sentence without the password', (error, sentence) => {
    const problem = explained(error, URL);
    expect(problem).toBeInstanceOf(ConfigError);
    expect((problem as ConfigError).message).toContain(sentence);
    expect((problem as ConfigError).message).not.toContain('a-password');
  });

  test('a sentence and a bug stay what they are', () => {
    for (const error of [new ConfigError('timeout'), new TypeError('x is undefined'), { code: '42703' }]) {
      expect(explained(error, URL)).toBe(error);
    }
  });
});
