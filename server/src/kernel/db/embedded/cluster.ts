import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../config/config.js';
import type { Account } from './account.js';

const onWindows = platform() === 'win32';

/** The words with which a process was started; empty when it has ended. */
function commandOf(pid: number): string {
  if (platform() !== 'linux') return spawnSync('ps', ['-o', 'args=', '-p', String(pid)]).stdout?.toString() ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** A PostgreSQL server with its data, which is started, ended and started again. */
export class Cluster {
  /** Resolves when the server that was started last has ended, however it did. */
  ended: Promise<void> = Promise.resolve();
  private child: ChildProcess | undefined;
  private output = '';

  constructor(
    private readonly native: string,
    private readonly folder: string,
    private readonly account: Account | undefined,
  ) {}

  /** The server's last words that say why it ended. */
  get lastWords(): string {
    const lines = this.output.trim().split('\n');
    return (lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').trim();
  }

  /** Whether the server ended because processes of another one are on its folder, or because one took it at that moment. */
  get isHeld(): boolean {
    return /lock file "postmaster\.pid"|pre-existing shared memory/.test(this.output);
  }

  private get complete(): string {
    return join(dirname(this.folder), 'cluster-complete');
  }

  /** Whether a first start made all of the cluster. */
  get isMade(): boolean {
    return existsSync(this.complete);
  }

  /** Makes the cluster unless a complete one is there; half a cluster of an interrupted first start is made anew. */
  initialise(password: string): void {
    if (this.isMade) return;
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
    writeFileSync(this.complete, '');
  }

  /** Clears up behind a server that was killed or outlived its killed parent. */
  clearUp(): void {
    const file = join(this.folder, 'postmaster.pid');
    if (!existsSync(file)) return;
    const [pid, ...rest] = readFileSync(file, 'utf8').split('\n');
    const command = onWindows ? this.folder : commandOf(Number(pid));
    if (command.includes(this.folder)) this.run('pg_ctl', ['stop', '-D', this.folder, '-m', 'fast', '-w']);
    // Somebody else has got its number since: pg_ctl would stop them, and PostgreSQL would take them for itself. A file that
    // names the server's parent is stale to PostgreSQL, and it still looks whether processes of the old server are left.
    else if (command) writeFileSync(file, [String(process.pid), ...rest].join('\n'));
  }

  /** Starts the server, and waits until it answers. @throws ConfigError with what it said when it does not. */
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
    this.output = '';
    // However we end, nobody is left behind.
    const end = (): void => void child.kill('SIGINT');
    process.once('exit', end);
    this.ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    }).finally(() => process.off('exit', end));
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-20_000);
        if (this.output.includes('ready to accept connections')) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new ConfigError(`The database did not start:\n${this.output}`)));
    });
  }

  /** Ends the server cleanly; safe when it has ended already. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child) return;
    if (onWindows) this.run('pg_ctl', ['stop', '-D', this.folder, '-m', 'fast', '-w']);
    else child.kill('SIGINT');
    await this.ended;
  }

  private binary(name: string): string {
    return join(this.native, 'bin', onWindows ? `${name}.exe` : name);
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
}
