import { customer } from '@guanxi/shared/customers';
import { DOCUMENT_STATES } from '@guanxi/shared/documents';
import { Random } from '../support/random.js';
import type { WireAnswer } from '../support/wire.js';
import type { Case } from '../prove/routes/judge.js';
import { requestFor } from '../prove/routes/request.js';
import { resourceOf, ROUTES, type Route } from '../prove/routes/route.js';
import { GENERATORS } from '../prove/routes/run.js';
import { unstaged } from '../prove/routes/state-cases.js';
import { RouteSuite } from '../prove/routes/suite.js';
import { unversioned } from '../prove/routes/version-cases.js';

const PER_KIND = 8;
const ROUTES_TRIED = 25;

/** A seeded sample of what the long suite tries on every route (`test/prove/routes.spec.ts`). */
describe('Routes refuse what they must not take', () => {
  let suite: RouteSuite;
  beforeAll(async () => {
    suite = await RouteSuite.open();
  }, 120_000);
  afterAll(() => suite.close());

  test('a sample of all cases: the right problem, no failure, no row changed, nothing given away', async () => {
    const random = Random.announced('Routes');
    const tried = new Map<Route, Case[]>(random.sample(ROUTES, ROUTES_TRIED).map((route) => [route, []]));
    for (const generate of Object.values(GENERATORS)) {
      // Each kind of case is tried, on the routes that it applies to.
      const some = ROUTES.flatMap((route) => generate(suite.stage, route).map((one) => ({ route, one })));
      expect(some.length).toBeGreaterThan(0);
      for (const { route, one } of random.sample(some, PER_KIND)) tried.set(route, [...(tried.get(route) ?? []), one]);
    }
    const findings: string[] = [];
    for (const [route, cases] of tried) {
      findings.push(...(await suite.run(route, [...cases, ...random.sample(suite.cases(route), PER_KIND)])));
    }
    expect(findings).toEqual([]);
  });

  test('every route is documented, and names a record that the factories make', () => {
    expect(suite.undocumented()).toEqual([]);
    // Sessions come from signing in; nothing else with an id is without a factory.
    expect(suite.homeless()).toEqual(['DELETE /api/v1/auth/sessions/{id}', 'POST /api/v1/inbox/mentions/{id}/seen']);
  });

  test('an id names a record of the resource whose path it follows, and of no other', () => {
    const named = (path: string): string | undefined => resourceOf({ path }, [customer])?.type;
    expect(named('/api/v1/customers/{id}/timeline')).toBe('customer');
    expect(named('/api/v1/customers/visits/{id}')).toBeUndefined();
    expect(named('/api/v1/customers/visits')).toBeUndefined();
  });

  test('every state of documents was staged, what keeps other records from an act is known, and so is what asks for no version', () => {
    const statesOf = (type: string): string[] => [...suite.stage.documents.get(type)!.keys()].sort();
    expect(statesOf('quotation')).toEqual([...DOCUMENT_STATES].sort());
    expect(statesOf('receipt')).toEqual(DOCUMENT_STATES.filter((state) => state !== 'closed').sort());
    expect([...suite.stage.amended.keys()]).toEqual(expect.arrayContaining(['quotation', 'sales-order']));
    expect(unstaged(suite.stage)).toEqual([]);
    expect(unversioned(suite.stage)).toEqual([]);
  });

  test('who lacks one permission is let in by every other one, and sees what is others’', async () => {
    const route = ROUTES.find((one) => one.name === 'GET /api/v1/customers/{id}')!;
    const request = requestFor(suite.stage, route);
    const [other, same] = await suite.stage.callers.signed([
      { name: 'another permission', request, refusals: [], lacks: ['customers.contact.read'] },
      { name: 'this permission', request, refusals: [], lacks: ['customers.customer.read'] },
    ]);
    expect((await suite.wire.send(other!.request)).status).toBe(200);
    expect((await suite.wire.send(same!.request)).status).toBe(403);
  });

  test('what is valid goes through, so that its mutations are refused for what they change', async () => {
    expect(await suite.refusedAnyway()).toEqual([]);
  });

  test('what is no request, or 10 MB that nobody announced, is answered like every other problem', async () => {
    expect(await suite.heads()).toEqual([]);
    expect(await suite.unannounced()).toEqual([]);
  });

  test('the checker finds a failure, a leak, a wrong code, a wrong form and a changed row', async () => {
    const altered = (change: Record<string, unknown>) => (right: WireAnswer) => ({
      text: JSON.stringify({ ...(JSON.parse(right.text) as object), ...change }),
    });
    const found = async (...wrong: Parameters<RouteSuite['found']>): Promise<string> =>
      (await suite.found(...wrong)).join('; ');
    expect(await found(() => ({}))).toBe('');
    expect(await found(() => ({ status: 500 }))).toContain('500');
    expect(await found(() => ({ status: 200, text: '{}' }))).toContain('200  instead of 404 record.not-found');
    expect(await found(altered({ code: 'auth.required' }))).toContain('404 auth.required instead of');
    expect(await found(altered({ status: 400 }))).toContain('says status 400');
    expect(await found(altered({ instance: 'x' }))).toContain('not the number of the request');
    expect(await found(altered({ detail: 'No {field}' }))).toContain('hole');
    expect(await found(altered({ detail: 'SELECT id FROM customer' }))).toContain('shows SQL');
    expect(await found(altered({ detail: 'update customer set name' }))).toContain('shows SQL');
    const shown = ({ headers }: WireAnswer): Partial<WireAnswer> => ({
      headers: { ...headers, 'x-cause': '/home/me/a.js' },
    });
    expect(await found(shown)).toContain('file of the server: /home/me in a header');
    expect(await found(altered({ detail: 'duplicate key value violates unique constraint' }))).toContain('message of');
    expect(await found(altered({ stack: 'Error: x at run (/srv/app/main.js:1:2)' }))).toContain('shows stack');
    expect(await found(altered({ detail: '/home/guanxi/config.json' }))).toContain('file of the server');
    expect(await found(({ headers }) => ({ headers: { ...headers, 'content-type': 'application/json' } }))).toContain(
      'type application/json',
    );
    const { world, ground } = suite.stage;
    const touch = async (): Promise<object> => {
      await world.sqlAsOwner('UPDATE customer SET version = version + 1 WHERE id = $1', [ground.customer.id]);
      return {};
    };
    expect(await found(touch)).toContain('changed customer');
  });
});
