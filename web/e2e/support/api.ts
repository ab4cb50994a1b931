import { randomUUID } from 'node:crypto';
import { expect, request, type APIRequestContext } from '@playwright/test';

type Json = Record<string, unknown>;
export interface Shown extends Json {
  id: string;
  version: number;
}

const API = '/api/v1/';

/** Somebody who prepares by the interface what a story is not about. */
export class Api {
  private constructor(private readonly requests: APIRequestContext) {}

  static async signIn(url: string, login: string, password: string): Promise<Api> {
    const stranger = await request.newContext({ baseURL: url });
    const answer = await stranger.post(`${API}auth/sign-in`, { data: { login, password } });
    expect(answer.status(), await answer.text()).toBe(200);
    const { accessToken } = (await answer.json()) as { accessToken: string };
    await stranger.dispose();
    const headers = { authorization: `Bearer ${accessToken}` };
    return new Api(await request.newContext({ baseURL: url, extraHTTPHeaders: headers }));
  }

  async get<Body = Shown>(path: string): Promise<Body> {
    const answer = await this.requests.get(API + path);
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()) as Body;
  }

  create(path: string, data: Json): Promise<Shown> {
    return this.post(path, data, { 'idempotency-key': randomUUID() });
  }

  async change(path: string, record: Shown, data: Json): Promise<Shown> {
    const headers = { 'if-match': `"${record.version}"` };
    const answer = await this.requests.patch(`${API}${path}/${record.id}`, { data, headers });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Shown;
  }

  act(path: string, record: Shown, act: string): Promise<Shown> {
    return this.post(`${path}/${record.id}/${act}`, {}, { 'if-match': `"${record.version}"` });
  }

  private async post(path: string, data: Json, headers: Record<string, string>): Promise<Shown> {
    const answer = await this.requests.post(API + path, { data, headers });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Shown;
  }
}
