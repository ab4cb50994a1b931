import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { attachEmbeddedPostgres } from '../../../src/kernel/db/embedded.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const file = (name: string): string => join(ROOT, name);

/** What is killed. */
export type Victim = 'server' | 'database' | 'both';

/** The built product with its embedded PostgreSQL, as it is installed; nothing about its safety is relaxed. */
export class Installation {
  setupToken = '';
  /** What the server said, across all its lives. */
  readonly said: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'guanxi-crash-'));
  private readonly dataDir = join(this.folder, 'data');
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {
    // Root runs PostgreSQL as another user, which must be able to reach the folder.
    chmodSync(this.folder, 0o755);
  }

  /** Builds the server unless it is built, and starts it on an empty database. */
  static async make(): Promise<Installation> {
    const built = spawnSync(process.execPath, [file('tools/build.js'), 'shared', 'server'], { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stdout + built.stderr);
    const installation = new Installation(await freePort());
    await installation.start();
    return installation;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The database as its owner sees it. */
  get databaseUrl(): string {
    return attachEmbeddedPostgres(this.dataDir)!.url;
  }

  start(): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', file('server/dist/main.js')], {
      env: this.env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.said.push(text));
    let isReady = false;
    return new Promise((resolve, reject) => {
      child.once('exit', (code, signal) =>
        reject(new Error(`The server ended: ${code ?? signal}\n${this.said.join('')}`)),
      );
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.said.push(`${line}\n`);
        this.setupToken ||= /setup\?token=(\S+)/.exec(line)?.[1] ?? '';
        isReady ||= /Guanxi is ready at/.test(line);
        // Only the first start tells the token, after the address.
        if (isReady && this.setupToken) resolve();
      });
    });
  }

  /** `kill -9`. A server that has lost its database stays; whoever runs it starts it again. */
  async kill(victim: Victim): Promise<void> {
    if (victim !== 'server') process.kill(this.postmaster(), 'SIGKILL');
    if (victim !== 'database') await this.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.end('SIGKILL');
    await this.start();
  }

  /** What `guanxi verify` says, and whether it is content. */
  verify(): { ok: boolean; output: string } {
    const done = spawnSync(process.execPath, [file('server/dist/cli/main.js'), 'verify'], {
      env: this.env(),
      encoding: 'utf8',
    });
    return { ok: done.status === 0, output: done.stdout + done.stderr };
  }

  async remove(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private env(): NodeJS.ProcessEnv {
    const ours = /^(DATABASE_URL|HOST|PORT|LOG_LEVEL|GUANXI_.*)$/;
    const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
    return { ...rest, GUANXI_DATA_DIR: this.dataDir, PORT: String(this.port) };
  }

  private postmaster(): number {
    return Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exit;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
