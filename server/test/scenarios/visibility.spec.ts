import { Random } from '../support/random.js';
import { Crowd } from '../prove/visibility/crowd.js';
import { Company, SCOPES } from '../prove/visibility/company.js';
import { chainFindings, customerFindings, mentionFindings } from '../prove/visibility/family.js';
import { KEPT } from '../prove/visibility/hidden-clerk.js';
import { Hiding, silentChannels, wordsOf } from '../prove/visibility/hidden.js';
import {
  crossedFindings,
  deafReferences,
  referenceFindings,
  unknownReferences,
} from '../prove/visibility/references.js';
import { ScopeCheck } from '../prove/visibility/scope.js';
import { MIXED, Sight } from '../prove/visibility/sight.js';
import { undecided, UNOWNED, unownedFindings } from '../prove/visibility/unowned.js';

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
    for (const scope of random.sample([...SCOPES, MIXED], 2)) {
      await company.scopeTo(scope);
      const sight = new Sight(company, scope);
      for (const resource of random.sample(company.resources, RESOURCES))
        expect(await new ScopeCheck(company, resource, sight).all()).toEqual([]);
      expect(await chainFindings(company, sight, company.viewer)).toEqual([]);
      expect(await mentionFindings(company, sight, company.viewer)).toEqual([]);
      expect(await customerFindings(company, sight, company.viewer)).toEqual([]);
    }
  });

  test('a record out of sight is to a body what does not exist', async () => {
    expect(unknownReferences()).toEqual([]);
    await company.scopeTo('own');
    expect(await deafReferences(company, company.viewer)).toEqual([]);
    expect(await referenceFindings(company, company.viewer, 'Stranger')).toEqual([]);
    expect(await crossedFindings(company, company.viewer)).toEqual([]);
  });

  test('what has no owners tells nothing of what people own, or ids only, and a new resource has to be decided on', async () => {
    expect(undecided(company)).toEqual([]);
    await company.scopeTo('own');
    const sight = new Sight(company, 'own');
    expect(await unownedFindings(company, sight, company.viewer)).toEqual([]);
    const strict = { ...UNOWNED, demand: 'nothing', 'audit-log': 'ids' } as const;
    const found = (await unownedFindings(company, sight, company.viewer, strict)).map((one) => one.split(' | ')[0]);
    expect(new Set(found)).toEqual(new Set(['demand', 'audit-log']));
  });

  test('the check finds a scope that is too wide, in every way that rows come to light', async () => {
    const resource = company.resources.find(({ type }) => type === 'quotation')!;
    await company.scopeTo('department-below');
    const narrow = new Sight(company, 'own');
    const wide = await new ScopeCheck(company, resource, narrow).all();
    const kinds = new Set(
      wide.map((finding) =>
        finding
          .split(' | ')[1]!
          .split(' ')[0]!
          .replace(/^.*\{id\}/, ''),
      ),
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        ...['list', 'page', 'sort', 'search', 'filter', 'export'],
        ...[
          '',
          '/timeline',
          '/attachments',
          'attachments',
          'attachment',
          'detach',
          '/chain',
          'post',
          'patch',
          'delete',
        ],
      ]),
    );
    expect((await chainFindings(company, narrow, company.viewer)).join()).toMatch(/nodes.*lanes.*edges/);
    expect((await mentionFindings(company, narrow, company.viewer)).join()).toContain('shows');
    expect((await customerFindings(company, narrow, company.viewer)).join()).toMatch(/shows.*answers 200/);
    expect((await referenceFindings(company, company.viewer, 'Peer')).length).toBeGreaterThan(0);
  });

  test('the check finds a scope that is too narrow, and references that are refused whatever they name', async () => {
    const resource = company.resources.find(({ type }) => type === 'quotation')!;
    await company.scopeTo('own');
    const wide = new Sight(company, 'all');
    const findings = (await new ScopeCheck(company, resource, wide).all()).join('\n');
    for (const finding of ['list | lacks', 'search for Peer | finds', 'lacks it', 'attachments of Peer | are'])
      expect(findings).toContain(finding);
    expect((await chainFindings(company, wide, company.viewer)).join()).toMatch(/nodes.*share delivered/);
    expect((await mentionFindings(company, wide, company.viewer)).join()).toContain('lacks');
    expect((await deafReferences(company, company.properties.get('East')!.person)).length).toBeGreaterThan(0);
  });
});

describe('What is hidden or masked', () => {
  const random = Random.announced('What is hidden or masked');
  let hiding: Hiding;
  beforeAll(async () => {
    hiding = await Hiding.prepare(random.pick(KEPT));
  }, 120_000);
  afterAll(() => hiding.stop());

  test('everything that is tried could be done', async () => {
    expect(await hiding.vacuousTries()).toEqual([]);
  });

  test('no question and no try tells one value of some fields from another, and to whom they are open every way does', async () => {
    for (const secret of random.sample(hiding.secrets, 3)) {
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
    await crowd.work(300, { shifted: true, answers: 300 });
    const found = crowd.findings.join('\n');
    for (const kind of ['lacks', 'shows', '404 instead of 200', '200 instead of 404', 'of Person'])
      expect(found).toContain(kind);
  });
});
