import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { createApp, openDataSource } from '../../src/app.js';
import { loadConfig, Settings } from '../../src/kernel/config/config.js';
import { createDataSource } from '../../src/kernel/db/data-source.js';
import { reserveForOwner } from '../../src/kernel/db/migrate.js';
import { serveConsole } from '../../src/kernel/http/console.js';
import { serveDocs } from '../../src/kernel/http/docs.js';
import { serveHealth } from '../../src/kernel/http/health.js';
import { Sequencer } from '../../src/kernel/audit/sequencer.js';
import { Verifier, type Difference } from '../../src/kernel/verify/verifier.js';
import { SetupService } from '../../src/modules/system/setup/setup.service.js';
import { Actor, type Shown } from './actor.js';
import { databaseAt, TEMPLATE } from './cluster.js';

export const PASSWORD = 'correct-horse-1';

/** A company of its own in a database of its own, with its API and its people. */
export class World {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly dataSource: DataSource,
    readonly databaseUrl: string,
    private readonly name: string,
    /** The administrator. */
    readonly admin: Actor,
    /** The second person of the set-up. */
    readonly second: Actor,
  ) {}

  /**
   * A company as the set-up page makes it; `company` says what is different. `served` adds what the process serves besides
   * the API, the reference and the console, and opens a port. Two thirds of `poolSize` transactions run at a time.
   */
  static async start(company: Record<string, unknown> = {}, { served = false, poolSize = 12 } = {}): Promise<World> {
    const { app, dataSource, name, url } = await startApp(served, poolSize);
    const token = await app.get(SetupService).link();
    const nobody = new Actor(app, 'nobody', '', undefined);
    const made = await nobody.send('post', 'auth/setup', {
      token,
      company: {
        name: 'Yunqi Trading',
        country: 'CN',
        timeZone: 'Asia/Shanghai',
        language: 'zh-CN',
        baseCurrency: 'CNY',
        preset: 'trading',
        content: 'empty',
        ...company,
      },
      administrator: { name: 'Zhou Min', login: 'zhou', password: PASSWORD },
      second: { name: 'Wang Liqun', login: 'wang' },
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const admin = await signedIn(app, 'Zhou Min', made.body.accessToken as string);
    const second = await World.accept(app, 'Wang Liqun', made.body.secondLink as string);
    return new World(app, dataSource, url, name, admin, second);
  }

  /** A colleague, with a password, signed in. */
  async colleague(name: string, input: Record<string, unknown> = {}): Promise<Actor> {
    const login = name.toLowerCase().replace(/\W+/g, '.');
    const roles = await this.admin.get<{ items: Shown[] }>('system/roles');
    const roleIds = [roles.items.find((role) => role['builtIn'] !== true)!.id];
    const user = await this.admin.create('system/users', { name, login, roleIds, ...input });
    const { link } = (await this.admin.send('post', `system/users/${user.id}/link`)).body as { link: string };
    return World.accept(this.app, name, link);
  }

  /** The port of a served world. */
  get port(): number {
    return (this.app.getHttpServer().address() as { port: number }).port;
  }

  /** Runs SQL as the role that serves requests, past every service. */
  sqlAsApp(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.dataSource.query(text, values);
  }

  /** Runs SQL as the owner of the database. */
  async sqlAsOwner(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const owner = await createDataSource(this.databaseUrl, { entities: [], migrations: [] }).initialize();
    try {
      return await owner.query(text, values);
    } finally {
      await owner.destroy();
    }
  }

  /** What `guanxi verify` would print, after everything is sealed. */
  async verify(): Promise<Difference[]> {
    await this.app.get(Sequencer).drain();
    return (await this.app.get(Verifier).run()).differences;
  }

  async stop(): Promise<void> {
    await this.app.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    const server = await createDataSource(process.env['GUANXI_TEST_CLUSTER']!, {
      entities: [],
      migrations: [],
    }).initialize();
    await server.query(`DROP DATABASE ${this.name} WITH (FORCE)`);
    await server.destroy();
  }

  private static async accept(app: NestFastifyApplication, name: string, link: string): Promise<Actor> {
    const nobody = new Actor(app, name, '', undefined);
    const response = await nobody.send('post', `auth/links/${link.split('/').pop()!}`, { password: PASSWORD });
    return signedIn(app, name, response.body.accessToken as string);
  }
}

async function signedIn(app: NestFastifyApplication, name: string, token: string): Promise<Actor> {
  const me = await new Actor(app, name, '', token).get('auth/me');
  return new Actor(app, name, me.id, token);
}

async function startApp(
  served: boolean,
  poolSize: number,
): Promise<{ app: NestFastifyApplication; dataSource: DataSource; name: string; url: string }> {
  const cluster = process.env['GUANXI_TEST_CLUSTER']!;
  const name = `world_${randomUUID().replaceAll('-', '')}`;
  const server = await createDataSource(cluster, { entities: [], migrations: [] }).initialize();
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
  await server.destroy();
  const url = databaseAt(cluster, name);
  const owner = await createDataSource(url, { entities: [], migrations: [] }).initialize();
  await reserveForOwner(owner);
  await owner.destroy();
  const config = loadConfig({
    DATABASE_URL: url,
    GUANXI_SECRET: 'a secret of tests that is long enough 0123456789',
    LOG_LEVEL: 'error',
    GUANXI_POOL_SIZE: String(poolSize),
  });
  const settings = new Settings(config, url, config.secret!);
  const dataSource = await openDataSource(settings);
  const app = await createApp(settings, dataSource);
  if (served) {
    serveHealth(app);
    await serveDocs(app);
    await serveConsole(app);
    await app.listen(0, '127.0.0.1');
  }
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, dataSource, name, url };
}
