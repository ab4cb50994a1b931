import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from './secrets.js';

describe('the secrets of a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-secrets-'));
  const file = join(folder, 'secrets.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are made once, and only their owner reads them', () => {
    const made = loadSecrets(folder, false);
    expect(made.secret.length).toBeGreaterThan(60);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(loadSecrets(folder, true)).toEqual(made);
  });

  test.each(['', '{"databasePassword":"x"', '{}'])('%j in their place is refused in a sentence', (content) => {
    writeFileSync(file, content);
    for (const hasCluster of [true, false])
      expect(() => loadSecrets(folder, hasCluster)).toThrow(`${file}, which opens the database of this folder`);
  });

  test('a database without them does not get new ones', () => {
    rmSync(file);
    expect(() => loadSecrets(folder, true)).toThrow('is missing or damaged');
    expect(existsSync(file)).toBe(false);
  });
});
