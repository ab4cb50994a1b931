import { Random } from '../support/random.js';
import { Crowd } from '../prove/visibility/crowd.js';
import { Company, SCOPES, SEEN } from '../prove/visibility/company.js';
import { Hiding, silentChannels, wordsOf } from '../prove/visibility/hidden.js';
import { crossedFindings, referenceFindings, unknownReferences } from '../prove/visibility/references.js';
import { ScopeCheck } from '../prove/visibility/scope.js';

const RESOURCES = 3;

/** A seeded sample of what the long suite looks at under every scope (`test/prove/visibility.spec.ts`). */
describe('Who sees what', () => {
  let company: Company;
  beforeAll(async () => {
    company = await Company.found();
  }, 120_000);
  afterAll(() => company.stop());

  test('some resources under some scopes, in every way that rows come to light', async () => {
    const random = Random.announced('Who sees what');
    for (const scope of random.sample(SCOPES, 2)) {
      await company.scopeTo(scope);
      for (const resource of random.sample(company.resources, RESOURCES))
        expect(await new ScopeCheck(company, resource, SEEN[scope], scope === 'all').all()).toEqual([]);
    }
  });

  test('a record out of sight is to a body what does not exist', async () => {
    expect(unknownReferences()).toEqual([]);
    await company.scopeTo('own');
    expect(await referenceFindings(company, company.viewer, 'Stranger')).toEqual([]);
    expect(await crossedFindings(company, company.viewer)).toEqual([]);
  });

  test('the check finds a scope that is too wide, and one that is too narrow', async () => {
    const [resource] = company.resources;
    await company.scopeTo('department-below');
    const wide = await new ScopeCheck(company, resource!, SEEN.own, false).all();
    const kinds = new Set(wide.map((finding) => finding.split(' | ')[1]!.split(' ')[0]));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['list', 'page', 'sort', 'search', 'filter', 'export', '/api/v1/customers/{id}']),
    );
    const narrow = await new ScopeCheck(company, resource!, SEEN.all, false).all();
    expect(narrow.join()).toContain('lacks');
    expect((await referenceFindings(company, company.viewer, 'Peer')).length).toBeGreaterThan(0);
  });
});

describe('What is hidden', () => {
  let hiding: Hiding;
  beforeAll(async () => {
    hiding = await Hiding.prepare();
  }, 120_000);
  afterAll(() => hiding.stop());

  test('everything that is tried could be done', async () => {
    expect(await hiding.vacuousTries()).toEqual([]);
  });

  test('no question and no try tells one value of some hidden fields from another, and to whom they are not hidden every way does', async () => {
    const random = Random.announced('What is hidden');
    for (const secret of random.sample(hiding.secrets, 4)) {
      const name = `${secret.resource.type}.${secret.field}`;
      expect([name, (await hiding.told(secret, hiding.clerk)).map(wordsOf)]).toEqual([name, []]);
      expect([name, silentChannels(secret, await hiding.told(secret, hiding.world.admin))]).toEqual([name, []]);
    }
  });
});

describe('Fifty people at once', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await Crowd.gather(50, Random.announced('Fifty people'));
  }, 120_000);
  afterAll(() => crowd.stop());

  test('each sees their own and nothing else, and the check would notice', async () => {
    await crowd.work(5_000, { answers: 501 });
    expect(crowd.answers).toBeGreaterThan(500);
    expect(crowd.findings).toEqual([]);
    await crowd.work(300, { shifted: true });
    expect(crowd.findings.length).toBeGreaterThan(10);
  });
});
