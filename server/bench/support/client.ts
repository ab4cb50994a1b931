import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { exchange } from './exchange.js';

export type Method = 'GET' | 'POST' | 'PATCH';
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly body: Body;
  readonly cookie: string | undefined;
}

const API = '/api/v1/';
const REFRESH_COOKIE = /gx_refresh=([^;]+)/;
/** So long before its end an access token is changed for a new one. */
const MARGIN_MS = 60_000;

/** The public API over connections that are kept open. Nothing is ever sent a second time. */
export class Api {
  /** How often each status was answered. */
  readonly answers = new Map<number, number>();
  private readonly pool: Pool;

  constructor(url: string, connections: number) {
    this.pool = new Pool(url, { connections });
  }

  async send<Body = unknown>(
    method: Method,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Answer<Body>> {
    const call = { method, path: API + path, headers: { 'accept-language': 'en', ...headers }, ...(body && { body }) };
    const { status, text, headers: received } = await exchange(this.pool, call, () => true);
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
    const cookie = REFRESH_COOKIE.exec([received['set-cookie']].flat().join('\n'))?.[1];
    return { status, body: (text ? JSON.parse(text) : undefined) as Body, cookie };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/** Somebody who is signed in and stays so: the access token is refreshed shortly before its end. */
export class Person {
  private token = '';
  private cookie = '';
  private refreshAt = 0;
  private refreshing: Promise<void> | undefined;

  private constructor(
    private readonly api: Api,
    readonly id: string,
    readonly name: string,
  ) {}

  /** The person whom a set-up or a one-time link has just signed in. */
  static async signedIn(api: Api, answer: Answer<Tokens>): Promise<Person> {
    const nobody = new Person(api, '', 'nobody');
    nobody.keep(answer);
    const me = await nobody.get<{ id: string; name: string }>('auth/me');
    const person = new Person(api, me.id, me.name);
    person.keep(answer);
    return person;
  }

  get<Body>(path: string): Promise<Body> {
    return this.call<Body>('GET', path);
  }

  create<Body>(path: string, body: object = {}): Promise<Body> {
    return this.call<Body>('POST', path, body);
  }

  /** Changes a record or performs an act on it, with the version that was read last. */
  change<Body>(method: 'PATCH' | 'POST', path: string, version: number, body: object = {}): Promise<Body> {
    return this.call<Body>(method, path, body, { 'If-Match': `"${version}"` });
  }

  /** The header that says who asks, with a token that is good for another minute at least. */
  async authorization(): Promise<string> {
    if (Date.now() > this.refreshAt) await (this.refreshing ??= this.refresh());
    return `Bearer ${this.token}`;
  }

  private async call<Body>(
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Body> {
    const key: Record<string, string> = method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() };
    const all = { Authorization: await this.authorization(), ...key, ...headers };
    const answer = await this.api.send<Body>(method, path, all, body);
    if (answer.status >= 300) {
      throw new Error(`${this.name}, ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  private async refresh(): Promise<void> {
    const answer = await this.api.send<Tokens>('POST', 'auth/refresh', { Cookie: `gx_refresh=${this.cookie}` }, {});
    this.keep(answer);
    this.refreshing = undefined;
  }

  private keep({ status, body, cookie }: Answer<Tokens>): void {
    if (status > 201 || !cookie) throw new Error(`Not signed in: ${status} ${JSON.stringify(body)}`);
    this.token = body.accessToken;
    this.cookie = cookie;
    this.refreshAt = Date.now() + body.expiresIn * 1000 - MARGIN_MS;
  }
}
