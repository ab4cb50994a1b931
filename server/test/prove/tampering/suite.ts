import { AuditChain } from '../../../src/kernel/audit/audit-chain.js';
import type { ChainHead } from '../../../src/kernel/audit/heads.js';
import { Sequencer } from '../../../src/kernel/audit/sequencer.js';
import { Views } from '../../../src/kernel/audit/views.js';
import { Verifier } from '../../../src/kernel/verify/verifier.js';
import type { Shown } from '../../support/actor.js';
import { Random } from '../../support/random.js';
import type { World } from '../../support/world.js';
import { openBooks } from './books.js';
import { Cases, columnsOf, type Tampering } from './cases.js';
import { LAST_ACTS, lastCut } from './last-acts.js';
import { WATCHED } from './tables.js';
import { complaintOf, keepGoing, Tamperer, type Outcome } from './tamperer.js';

const PATIENCE = 1_800_000;

/**
 * Tampers with every column of every ledger, cache and table of the audit, in so many rows each, and removes as many rows; or
 * with a sample of so many of all these cases. Verify must see each and name it.
 */
export function proveTampering(suite: string, { rows, sample }: { rows: number; sample?: number }): void {
  let world: World;
  let random: Random;
  let cases: Tampering[];

  beforeAll(async () => {
    random = Random.announced(suite);
    world = await openBooks();
    expect(await world.verify()).toEqual([]);
    cases = await Cases.of(world, random, rows);
    keepGoing(world);
  }, PATIENCE);
  afterAll(() => world?.stop());

  const tryOut = async (some: readonly Tampering[], verifier?: Verifier): Promise<Outcome[]> => {
    const tamperer = new Tamperer(world, verifier);
    const outcomes: Outcome[] = [];
    for (const one of some) outcomes.push(await tamperer.tryOut(one));
    return outcomes;
  };

  test('every table that only grows is watched, and each column of it is tampered with unless it says nothing', async () => {
    const growing = await world.sqlAsOwner(
      `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc AND tgrelid <> 'period'::regclass`,
    );
    expect(Object.keys(WATCHED)).toEqual(expect.arrayContaining(growing.map(({ name }) => name)));
    for (const [table, { mute = {} }] of Object.entries(WATCHED)) {
      const tried = new Set(cases.filter((one) => one.table === table).map(({ column }) => column));
      const columns = (await columnsOf(world, table)).map(({ name }) => name);
      expect([table, columns.filter((name) => !tried.has(name))]).toEqual([table, Object.keys(mute)]);
    }
  });

  test(
    'verify sees each tampering and names it',
    async () => {
      const some = sample === undefined ? cases : random.sample(cases, sample);
      const outcomes = await tryOut(some);
      expect(outcomes.flatMap((outcome) => complaintOf(outcome) ?? [])).toEqual([]);
      if (sample === undefined) expect(untried(outcomes)).toEqual([]);
    },
    PATIENCE,
  );

  test('of whatever kind the last act is: cut off with its seal, it is named by what it was about', async () => {
    const complaints: string[] = [];
    for (const [kind, act] of Object.entries(LAST_ACTS)) {
      const about = await act(world);
      await world.app.get(Sequencer).drain();
      complaints.push(...(await tryOut([lastCut(kind, about)])).flatMap((outcome) => complaintOf(outcome) ?? []));
    }
    expect(complaints).toEqual([]);
  }, 60_000);

  test('an act that left nothing but itself, cut off with its seal, is named by a head that was told before, and by nothing else', async () => {
    const [customer] = (await world.admin.get<{ items: Shown[] }>('customers')).items;
    await world.admin.get(`customers/${customer!.id}`);
    await world.app.get(Views).flush();
    await world.app.get(Sequencer).drain();
    const [head] = (await world.sqlAsOwner(
      'SELECT position::int, seal FROM change ORDER BY position DESC LIMIT 1',
    )) as unknown as [ChainHead];
    const cut = lastCut('a look at a customer', `act ${head.position}`);
    const told = new Verifier();
    told.register({ name: 'audit heads', check: () => world.app.get(AuditChain).lost([head]) });
    expect((await tryOut([cut])).map(complaintOf)).toEqual(['unseen: a look at a customer cut off with its seal']);
    expect((await tryOut([cut], told)).map(complaintOf)).toEqual([undefined]);
    expect(await world.app.get(AuditChain).lost([head])).toEqual([]);
  }, 60_000);

  test('untampered books verify', async () => {
    const [{ differences }] = (await tryOut([{ table: '', what: 'nothing', sql: [], names: [] }])) as [Outcome];
    expect(differences).toEqual([]);
  });

  test('a check that sees nothing is found out', async () => {
    const blind = new Verifier();
    for (const check of world.app.get(Verifier).checks)
      blind.register(check.name.startsWith('fund') ? { ...check, check: () => Promise.resolve([]) } : check);
    const some = cases.filter(({ table, column }) => table === 'fund_entry' && column === 'balance_after');
    const complaints = (await tryOut(some.slice(0, 1), blind)).map(complaintOf);
    expect(complaints).toEqual([expect.stringContaining('unseen: fund_entry.balance_after')]);
  });
}

/** Columns that no tampering reached, because each was refused. */
function untried(outcomes: readonly Outcome[]): string[] {
  const key = ({ tampering: { table, column } }: Outcome): string => `${table}.${column ?? 'rows'}`;
  const reached = new Set(outcomes.filter(({ differences }) => differences).map(key));
  return [...new Set(outcomes.map(key))].filter((one) => !reached.has(one));
}
