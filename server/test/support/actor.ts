import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request, { type Response, type Test } from 'supertest';

type Json = Record<string, unknown>;

/** What every record shows. */
export interface Shown {
  id: string;
  version: number;
  // Answers are read field by field in assertions; their shapes are held by the OpenAPI document.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [field: string]: any;
}

const API = '/api/v1/';

/** Somebody who uses the API: a person with a token, or a stranger without. */
export class Actor {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly name: string,
    readonly id: string,
    public token: string | undefined,
  ) {}

  /** Sends a request and answers whatever comes. */
  async send(
    method: 'get' | 'post' | 'patch' | 'delete' | 'put',
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    let call: Test = request(this.app.getHttpServer())
      [method](API + path)
      .set('Accept-Language', 'en');
    if (this.token) call = call.set('Authorization', `Bearer ${this.token}`);
    for (const [name, value] of Object.entries(headers)) call = call.set(name, value);
    return body === undefined ? call : call.send(body);
  }

  async get<Body = Shown>(path: string): Promise<Body> {
    return this.expect<Body>(200, await this.send('get', path));
  }

  async create(path: string, body: Json): Promise<Shown> {
    return this.expect(201, await this.send('post', path, body, { 'Idempotency-Key': randomUUID() }));
  }

  async change(path: string, record: Pick<Shown, 'id' | 'version'>, body: Json): Promise<Shown> {
    return this.expect(
      200,
      await this.send('patch', `${path}/${record.id}`, body, { 'If-Match': `"${record.version}"` }),
    );
  }

  /** Performs an act on a record, with the version that was read last. */
  async act(path: string, record: Pick<Shown, 'id' | 'version'>, act: string, body: Json = {}): Promise<Shown> {
    return this.expect(
      200,
      await this.send('post', `${path}/${record.id}/${act}`, body, { 'If-Match': `"${record.version}"` }),
    );
  }

  /** The problem that an act is refused with. */
  async refused(
    status: number,
    path: string,
    record: Pick<Shown, 'id' | 'version'>,
    act: string,
    body: Json = {},
  ): Promise<Shown> {
    return this.expect(
      status,
      await this.send('post', `${path}/${record.id}/${act}`, body, { 'If-Match': `"${record.version}"` }),
    );
  }

  private expect<Body = Shown>(status: number, response: Response): Body {
    if (response.status !== status) {
      throw new Error(`${this.name}: expected ${status}, got ${response.status}: ${JSON.stringify(response.body)}`);
    }
    return response.body as Body;
  }
}
