import { Random } from '../support/random.js';
import { Company, SCOPES, SEEN } from './visibility/company.js';
import { Crowd } from './visibility/crowd.js';
import { Hiding, silentChannels, wordsOf } from './visibility/hidden.js';
import { crossedFindings, referenceFindings } from './visibility/references.js';
import { ScopeCheck } from './visibility/scope.js';

describe('Who sees what', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.found();
  }, 300_000);
  afterAll(() => company.stop());

  test.each(SCOPES)(
    'every resource under the scope %s, in every way that rows come to light',
    async (scope) => {
      await company.scopeTo(scope);
      const findings: string[] = [];
      for (const resource of company.resources)
        findings.push(...(await new ScopeCheck(company, resource, SEEN[scope], scope === 'all').all()));
      expect(findings).toEqual([]);
    },
    600_000,
  );

  test.each(SCOPES.filter((scope) => scope !== 'all'))(
    'to a body, a record outside the scope %s is what does not exist',
    async (scope) => {
      await company.scopeTo(scope);
      expect(await referenceFindings(company, company.viewer, 'Stranger')).toEqual([]);
      expect(await crossedFindings(company, company.viewer)).toEqual([]);
    },
    120_000,
  );
});

describe('What is hidden', () => {
  let hiding: Hiding;
  beforeAll(async () => {
    hiding = await Hiding.prepare();
  }, 300_000);
  afterAll(() => hiding.stop());

  test('everything that is tried could be done', async () => {
    expect(await hiding.vacuousTries()).toEqual([]);
  });

  test('no question and no try tells one value of any hidden field from another, and to whom it is not hidden every way does', async () => {
    const telling: string[] = [];
    const silent: string[] = [];
    for (const secret of hiding.secrets) {
      const name = `${secret.resource.type}.${secret.field}`;
      telling.push(...(await hiding.told(secret, hiding.clerk)).map((one) => `${name} | ${wordsOf(one)}`));
      const shown = await hiding.told(secret, hiding.world.admin);
      silent.push(...silentChannels(secret, shown).map((channel) => `${name} | ${channel}`));
    }
    expect({ telling, silent }).toEqual({ telling: [], silent: [] });
  }, 600_000);
});

describe('Fifty people at once', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await Crowd.gather(50, Random.announced('Fifty people'));
  }, 300_000);
  afterAll(() => crowd.stop());

  test('for a minute each sees their own and nothing else', async () => {
    await crowd.work(60_000, { answers: 5_001 });
    expect(crowd.answers).toBeGreaterThan(5_000);
    expect(crowd.findings).toEqual([]);
  }, 180_000);
});
