import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfPrograms } from './account.js';

describe('programs for a user who cannot reach the packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-account-'));
  const source = join(folder, 'native');
  const root = join(folder, 'ours');
  const mode = (path: string): number => statSync(path).mode & 0o777;

  beforeAll(() => {
    mkdirSync(join(source, 'bin'), { recursive: true });
    writeFileSync(join(source, 'bin', 'postgres'), 'program');
    // As they are unpacked under a mask that keeps everything from others.
    chmodSync(join(source, 'bin', 'postgres'), 0o700);
    chmodSync(join(source, 'bin'), 0o700);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are copied once, to where only their owner writes and everybody reads, whatever the mask', () => {
    const mask = process.umask(0o077);
    try {
      const copy = copyOfPrograms(source, root);
      const program = join(copy, 'bin', 'postgres');
      expect(copy.startsWith(root)).toBe(true);
      expect([mode(root), mode(copy), mode(program)]).toEqual([0o755, 0o755, 0o755]);
      expect(mode(join(copy, 'bin')) & 0o055).toBe(0o055);
      writeFileSync(program, 'as it was');
      expect(copyOfPrograms(source, root)).toBe(copy);
      expect(readFileSync(program, 'utf8')).toBe('as it was');
    } finally {
      process.umask(mask);
    }
  });

  test('a copy that was cut off is made anew', () => {
    const copy = copyOfPrograms(source, root);
    rmSync(join(copy, '.complete'));
    rmSync(join(copy, 'bin'), { recursive: true });
    copyOfPrograms(source, root);
    expect(existsSync(join(copy, 'bin', 'postgres'))).toBe(true);
  });
});
