import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RouteAudit } from '../../../src/kernel/auth/route-audit.js';
import { RowWatch } from '../../support/checksum.js';
import { rawExchange, Wire, type WireAnswer } from '../../support/wire.js';
import { unannouncedCase } from './body-cases.js';
import { HEADS } from './head-cases.js';
import { judge, type Case } from './judge.js';
import { requestFor, resourceAt } from './request.js';
import { ROUTES, type Route } from './route.js';
import { casesOf, run } from './run.js';
import { Stage } from './stage.js';

/** What the deep suite and its sample have in common: the stage, and what checks the checker. */
export class RouteSuite {
  private constructor(
    readonly stage: Stage,
    readonly watch: RowWatch,
    readonly wire: Wire,
  ) {}

  static async open(): Promise<RouteSuite> {
    const stage = await Stage.set();
    return new RouteSuite(stage, await RowWatch.over(stage.world), new Wire(stage.world.port));
  }

  async close(): Promise<void> {
    this.wire.close();
    await this.watch.close();
    await this.stage.stop();
  }

  cases = (route: Route): Case[] => casesOf(this.stage, route);

  /** What is wrong with some cases of a route. */
  run = async (route: Route, cases: readonly Case[] = this.cases(route)): Promise<string[]> =>
    run(this.wire, this.watch, route.name, await this.stage.callers.signed(cases));

  /** Routes of the process that the OpenAPI document does not have, or the other way round. */
  undocumented(): string[] {
    const served = this.stage.world.app
      .get(RouteAudit)
      .routes()
      .map(({ method, path }) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`);
    const documented = ROUTES.map((route) => route.name);
    return [...served.filter((one) => !documented.includes(one)), ...documented.filter((one) => !served.includes(one))];
  }

  /** Routes with the id of a record of which no resource is known, so that they would have no record to try. */
  homeless(): string[] {
    return ROUTES.filter((route) =>
      route.parameters
        .filter((name) => /id$/i.test(name) && name !== 'fileId')
        .some((name) => !resourceAt(this.stage.resources, route, name)),
    ).map((route) => route.name);
  }

  /** What is wrong with the answers to what is no request. */
  async heads(): Promise<string[]> {
    const findings: string[] = [];
    for (const [name, bytes, refusal] of HEADS) {
      const answer = await rawExchange(this.stage.world.port, bytes);
      findings.push(...judge({ refusals: [refusal] }, answer).map((flaw) => `${name} | ${flaw}`));
    }
    return findings;
  }

  /** What is wrong with 10 MB that nobody announced, for each kind of body. */
  async unannounced(): Promise<string[]> {
    const findings: string[] = [];
    for (const name of ['POST /customers', 'PATCH /customers/{id}', 'POST /customers/{id}/attachments']) {
      const route = ROUTES.find((one) => one.name === name.replace(' ', ' /api/v1'))!;
      findings.push(...(await this.run(route, [unannouncedCase(this.stage, route)])));
    }
    return findings;
  }

  /** Valid creations, tried out: a body that is refused anyway would prove nothing of its mutations. */
  async refusedAnyway(): Promise<string[]> {
    const findings: string[] = [];
    for (const route of ROUTES) {
      const isStandard = route.method === 'PATCH' || (route.method === 'POST' && route.parameters.length === 0);
      if (!isStandard || !route.permission || !route.body) continue;
      const answer = await this.wire.send(requestFor(this.stage, route, { query: 'dryRun=true' }));
      if (answer.status >= 300) findings.push(`${route.name} | ${answer.status} ${answer.text}`);
    }
    return findings;
  }

  /** What the checker finds at a server that does wrong on purpose, for a request that must be answered 404. */
  async found(wrong: (right: WireAnswer) => Partial<WireAnswer> | Promise<Partial<WireAnswer>>): Promise<string[]> {
    const route = ROUTES.find((one) => one.name === 'GET /api/v1/customers/{id}')!;
    const one = this.cases(route).find(({ name }) => name === 'unknown id for id')!;
    const right = await this.wire.send(one.request);
    const { port, close } = await listening((_, response) => {
      void Promise.resolve(wrong(right)).then((departure) => {
        const { status, headers, text } = { ...right, ...departure };
        const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = headers;
        response.writeHead(status, kept).end(text);
      });
    });
    const wire = new Wire(port);
    try {
      return await run(wire, this.watch, route.name, [one]);
    } finally {
      wire.close();
      close();
    }
  }
}

async function listening(listener: RequestListener): Promise<{ port: number; close: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
