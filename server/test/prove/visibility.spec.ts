import { Random } from '../support/random.js';
import { Company, SCOPES } from './visibility/company.js';
import { Crowd } from './visibility/crowd.js';
import { chainFindings, customerFindings, mentionFindings } from './visibility/family.js';
import { KEPT } from './visibility/hidden-clerk.js';
import { Hiding, silentChannels, wordsOf } from './visibility/hidden.js';
import { crossedFindings, deafReferences, referenceFindings } from './visibility/references.js';
import { ScopeCheck } from './visibility/scope.js';
import { MIXED, Sight } from './visibility/sight.js';
import { undecided, unownedFindings } from './visibility/unowned.js';

const CASES = [...SCOPES.map((scope) => [scope, scope] as const), ['of its own in each module', MIXED] as const];

describe('Who sees what', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.found();
  }, 300_000);
  afterAll(() => company.stop());

  test('of every resource without owners it is decided what it tells', () => {
    expect(undecided(company)).toEqual([]);
  });

  test.each(CASES)(
    'every resource under the scope %s, in every way that rows come to light',
    async (_, scope) => {
      await company.scopeTo(scope);
      const sight = new Sight(company, scope);
      const findings: string[] = [];
      for (const resource of company.resources)
        findings.push(...(await new ScopeCheck(company, resource, sight).all()));
      findings.push(...(await chainFindings(company, sight, company.viewer)));
      findings.push(...(await mentionFindings(company, sight, company.viewer)));
      findings.push(...(await customerFindings(company, sight, company.viewer)));
      findings.push(...(await unownedFindings(company, sight, company.viewer)));
      expect(findings).toEqual([]);
    },
    600_000,
  );

  test.each(SCOPES.filter((scope) => scope !== 'all'))(
    'to a body, a record outside the scope %s is what does not exist',
    async (scope) => {
      await company.scopeTo(scope);
      expect(await deafReferences(company, company.viewer)).toEqual([]);
      expect(await referenceFindings(company, company.viewer, 'Stranger')).toEqual([]);
      expect(await crossedFindings(company, company.viewer)).toEqual([]);
    },
    120_000,
  );
});

describe.each(KEPT)('What is %s', (kept) => {
  let hiding: Hiding;
  beforeAll(async () => {
    hiding = await Hiding.prepare(kept);
  }, 300_000);
  afterAll(() => hiding.stop());

  test('everything that is tried could be done', async () => {
    expect(await hiding.vacuousTries()).toEqual([]);
  });

  test('no question and no try tells one value of any field from another, and to whom it is open every way does', async () => {
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
