import { Db } from '../../src/kernel/db/db.js';
import { poolOf } from '../../src/kernel/db/data-source.js';
import { Transaction } from '../../src/kernel/db/transaction.js';
import { Context } from '../../src/kernel/context/context.js';
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { World } from '../support/world.js';

const DIVIDED = { code: '22012' };

describe('Statements of one turn travel together', () => {
  let world: World;
  let db: Db;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    world = await World.start();
    db = world.app.get(Db);
    unitOfWork = world.app.get(UnitOfWork);
  });
  afterAll(() => world.stop());

  /** How often the server sent something, of what is answered on one connection. */
  const packets = async (transaction: Transaction, work: () => Promise<unknown>): Promise<number> => {
    const { stream } = (transaction.client as unknown as { connection: { stream: NodeJS.ReadableStream } }).connection;
    let count = 0;
    const counted = (): void => void (count += 1);
    stream.on('data', counted);
    await work().finally(() => stream.off('data', counted));
    return count;
  };

  test('and are answered in one packet, in their order', async () => {
    const transaction = await Transaction.begin(poolOf(world.dataSource));
    const ask = (n: number): Promise<number> =>
      transaction.query({ text: `SELECT ${n} AS n` }).then(({ rows: [row] }) => (row as { n: number }).n);
    const answers: number[] = [];
    const together = (): Promise<unknown> =>
      Promise.all([1, 2, 3, 4, 5].map((n) => ask(n).then((answer) => answers.push(answer))));
    expect(await packets(transaction, together)).toBe(1);
    expect(answers).toEqual([1, 2, 3, 4, 5]);
    const apart = async (): Promise<void> => {
      for (const n of [1, 2, 3]) await ask(n);
    };
    expect(await packets(transaction, apart)).toBe(3);
    await transaction.rollback();
  });

  test('the first refusal is that of all who follow it, whoever is waited for', async () => {
    const act = unitOfWork.run(async () => {
      void db.send('SELECT 1 / (SELECT 0)');
      await db.query('SELECT 1 FROM "user" LIMIT 1');
    });
    await expect(act).rejects.toMatchObject(DIVIDED);
    const commit = unitOfWork.run(() => db.send('SELECT 1 / (SELECT 0)'));
    await expect(commit).rejects.toMatchObject(DIVIDED);
  });

  test('what was skipped after a refusal can be sent again on the same connection', async () => {
    const pool = poolOf(world.dataSource);
    const fresh = 'SELECT name AS "skippedOnce" FROM company';
    const attempt = async (divisor: number): Promise<unknown[]> => {
      const transaction = await Transaction.begin(pool);
      const context = world.app.get(Context);
      try {
        return await context.run({ transaction }, async () => {
          void db.send(`SELECT 1 / $1::int`, [divisor]);
          return db.query(fresh);
        });
      } finally {
        await transaction.rollback();
      }
    };
    // Every connection of the pool, so that the one that refused is among them.
    const all = Array.from({ length: pool.options.max }, () => 0);
    for (const refused of await Promise.allSettled(all.map(attempt)))
      expect(refused).toMatchObject({ status: 'rejected', reason: DIVIDED });
    for (const rows of await Promise.all(all.map(() => attempt(1)))) expect(rows).toHaveLength(1);
  });

  test('a constraint that is deferred to the commit refuses all of it', async () => {
    await world.sqlAsOwner(`CREATE TABLE late (n integer UNIQUE DEFERRABLE INITIALLY DEFERRED)`);
    const act = unitOfWork.run(async () => {
      await db.run('INSERT INTO late VALUES (1), (1)');
    });
    await expect(act).rejects.toMatchObject({ code: '23505' });
  });

  test('of what cannot be written down nothing happens, nor of what travels with it', async () => {
    const count = (): Promise<unknown> => db.one('SELECT count(*)::int AS outbox FROM outbox WHERE seq < 0');
    const before = await count();
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const act = unitOfWork.run(async () => {
      await db.send('INSERT INTO outbox (seq) VALUES (-1)');
      await db.send('SELECT $1::jsonb', [circular]);
    });
    await expect(act).rejects.toThrow('circular');
    expect(await count()).toEqual(before);
    expect(await unitOfWork.run(() => db.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  test('nothing follows a commit or a rollback', async () => {
    const transaction = await Transaction.begin(poolOf(world.dataSource));
    await transaction.commit();
    await expect(transaction.query({ text: 'SELECT 1' })).rejects.toThrow('over');
  });

  describe('and a prepared one is described once on each connection', () => {
    const TYPES = `SELECT 1 AS n, 2::bigint AS many, 1.50::numeric AS amount, '2026-02-03'::date AS day, true AS yes, NULL::text AS nothing,
      '2026-02-03T04:05:06Z'::timestamptz AS at, '{"a":[1]}'::jsonb AS json, ARRAY['x', NULL] AS list`;
    const ROW = {
      ...{ n: 1, many: 2, amount: '1.5', day: '2026-02-03', yes: true, nothing: null },
      ...{ at: new Date('2026-02-03T04:05:06Z'), json: { a: [1] }, list: ['x', null] },
    };

    /** How often the server described rows while something was asked. */
    const described = async (transaction: Transaction, work: () => Promise<unknown>): Promise<number> => {
      const { connection } = transaction.client as unknown as { connection: NodeJS.EventEmitter };
      let count = 0;
      const counted = (): void => void (count += 1);
      connection.on('rowDescription', counted);
      await work().finally(() => connection.off('rowDescription', counted));
      return count;
    };

    test('with the same rows each time; one without a name is described each time', async () => {
      const transaction = await Transaction.begin(poolOf(world.dataSource));
      const ask = async (name?: string): Promise<void> => {
        const { rows, rowCount } = await transaction.query({ text: TYPES, ...(name ? { name } : {}) });
        expect([rows, rowCount]).toEqual([[ROW], 1]);
      };
      const thrice = async (name?: string): Promise<void> => {
        for (let time = 0; time < 3; time += 1) await ask(name);
      };
      expect(await described(transaction, () => thrice('described'))).toBe(1);
      expect(await described(transaction, thrice)).toBe(3);
      expect(await described(transaction, () => Promise.all([ask('twice'), ask('twice')]))).toBe(2);
      expect(await described(transaction, () => ask('twice'))).toBe(0);
      await transaction.rollback();
    });

    test('and what answers no rows tells how many it touched', async () => {
      const act = unitOfWork.run(async () => {
        for (let time = 0; time < 2; time += 1) {
          expect(await db.run('UPDATE company SET name = name')).toBe(1);
          expect(await db.run('UPDATE company SET name = name WHERE false')).toBe(0);
          expect(await db.query('SELECT name FROM company WHERE false')).toEqual([]);
        }
      });
      await expect(act).resolves.toBeUndefined();
    });
  });

  test('a value that has no text is refused by itself, and what follows is answered', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const asked = Array.from({ length: 20 }, () => db.query('SELECT $1::jsonb AS given', [circular]));
    for (const answer of await Promise.allSettled(asked))
      expect(answer).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('circular') } });
    expect(await db.query('SELECT $1::jsonb AS given', [{ a: 1 }])).toEqual([{ given: { a: 1 } }]);
  });
});
