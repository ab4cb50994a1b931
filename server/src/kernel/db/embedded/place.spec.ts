import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clusterFolder } from './place.js';

const POSTGRES = { uid: 70, gid: 70 };

describe('where the cluster of a data folder lies', () => {
  const top = mkdtempSync(join(tmpdir(), 'guanxi-place-'));
  const root = join(top, 'ours');
  let closed: string;
  let data: string;
  beforeEach(() => {
    closed = mkdtempSync(join(top, 'closed-'));
    chmodSync(top, 0o755);
    data = join(closed, 'data');
    mkdirSync(data);
  });
  afterAll(() => rmSync(top, { recursive: true, force: true }));
  const placeOf = (folder: string): string => clusterFolder(folder, POSTGRES, root);

  test('in it, where the user of PostgreSQL can go, or is who starts it', () => {
    chmodSync(closed, 0o755);
    chmodSync(data, 0o755);
    expect(placeOf(data)).toBe(join(data, 'postgres'));
    chmodSync(closed, 0o700);
    expect(clusterFolder(data, undefined, root)).toBe(join(data, 'postgres'));
  });

  test('outside of a closed one, and it stays there when that is opened or renamed', () => {
    const outside = placeOf(data);
    expect(dirname(dirname(outside))).toBe(root);
    expect(statSync(dirname(outside)).mode & 0o777).toBe(0o755);
    expect(placeOf(data)).toBe(outside);
    chmodSync(closed, 0o755);
    expect(placeOf(data)).toBe(outside);
    const renamed = join(closed, 'renamed');
    renameSync(data, renamed);
    expect([placeOf(renamed), placeOf(renamed)]).toEqual([outside, outside]);
  });

  test('a folder that is made anew at the same place begins anew', () => {
    const before = placeOf(data);
    rmSync(data, { recursive: true });
    mkdirSync(data);
    expect(placeOf(data)).not.toBe(before);
  });

  test('a copy does not get the database of its original', () => {
    placeOf(data);
    const copy = join(closed, 'copy');
    cpSync(data, copy, { recursive: true });
    expect(() => placeOf(copy)).toThrow(`is a copy of ${data}`);
  });

  test('one that is gone, or that cannot be reached any more, is said to be so, and nothing new is made', () => {
    const outside = dirname(placeOf(data));
    rmSync(outside, { recursive: true });
    expect(() => placeOf(data)).toThrow(`lay in ${outside}, which is not there any more`);
    expect(existsSync(outside)).toBe(false);
    const opened = join(closed, 'opened');
    mkdirSync(join(opened, 'cluster-complete'), { recursive: true });
    expect(() => placeOf(opened)).toThrow('chmod o+x');
  });
});
