import { Api, type Answer, type Method } from '../../../bench/support/client.js';
import { pause } from '../../support/statements.js';

const PATIENCE_MS = 120_000;

/** A record as a write acknowledged it. */
export interface Acknowledged {
  readonly id: string;
  readonly version: number;
}

/**
 * Clients that send a request again, with the same key, until it is answered: connections break and the database is away
 * while something is killed. Whatever else is answered is an answer.
 */
export class PatientApi extends Api {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers of a server in trouble that were not the one that says so. */
  readonly troubled: string[] = [];
  repeats = 0;

  override async send<Body = unknown>(
    method: Method,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Answer<Body>> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await super.send<Body>(method, path, headers, body).catch(() => undefined);
      if (answer && answer.status < 500) {
        if (answer.status < 300 && method !== 'GET') this.remember(answer.body);
        return answer;
      }
      if (answer && answer.status !== 503) this.troubled.push(`${method} ${path}: ${answer.status}`);
      if (Date.now() > until) throw new Error(`${method} ${path} was not answered`);
      this.repeats += 1;
      await pause(50);
    }
  }

  private remember(body: unknown): void {
    const { id, version } = (body ?? {}) as Partial<Acknowledged>;
    if (id !== undefined && version !== undefined) this.acknowledged.push({ id, version });
  }
}
