import { pause, until } from '../../support/statements.js';
import { Product } from '../../support/product.js';

/** What is killed. */
export type Victim = 'server' | 'database' | 'both';

/** The built product with its embedded PostgreSQL, as it is installed; nothing about its safety is relaxed. */
export class Installation {
  /** The PostgreSQL that was killed last. */
  private killed = 0;

  private constructor(private readonly product: Product) {}

  /** Starts the server on an empty database. */
  static async make(): Promise<Installation> {
    const product = await Product.make();
    await product.start();
    // The token of the set-up is told after the address.
    while (!product.setupToken) await pause(10);
    return new Installation(product);
  }

  get url(): string {
    return this.product.url;
  }

  get setupToken(): string {
    return this.product.setupToken;
  }

  /** The database as its owner sees it. */
  get databaseUrl(): string {
    return this.product.databaseUrl;
  }

  /** `kill -9`. A server that has lost its database starts it again, if it is left the time. */
  async kill(victim: Victim): Promise<void> {
    this.killed = this.product.postmaster;
    if (victim !== 'server') process.kill(this.killed, 'SIGKILL');
    if (victim !== 'database') await this.product.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.product.end('SIGKILL');
    await this.product.start();
  }

  /** Waits until a server that has lost its database serves again, from another PostgreSQL. */
  async recovered(): Promise<void> {
    await until('the server to serve again', async () => {
      // What is left of the one that was killed may answer for a moment.
      if ([0, this.killed].includes(this.product.postmaster)) return false;
      const answer = await fetch(`${this.url}/api/health`).catch(() => undefined);
      return answer?.status === 200;
    });
  }

  /** What `guanxi verify` says, and whether it is content. */
  async verify(): Promise<{ ok: boolean; output: string }> {
    const { code, out, err } = await this.product.run(['verify']);
    return { ok: code === 0, output: out + err };
  }

  remove(): Promise<void> {
    return this.product.remove();
  }
}
