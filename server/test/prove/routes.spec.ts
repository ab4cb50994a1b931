import { ROUTES } from './routes/route.js';
import { RouteSuite } from './routes/suite.js';

describe('Every route refuses what it must not take', () => {
  let suite: RouteSuite;
  beforeAll(async () => {
    suite = await RouteSuite.open();
  }, 300_000);
  afterAll(() => suite.close());

  test('all cases of all routes', async () => {
    const findings: string[] = [];
    for (const route of ROUTES) findings.push(...(await suite.run(route)));
    expect(findings).toEqual([]);
  }, 3_600_000);

  test('what is no request, or 10 MB that nobody announced', async () => {
    expect(await suite.heads()).toEqual([]);
    expect(await suite.unannounced()).toEqual([]);
  });
});
