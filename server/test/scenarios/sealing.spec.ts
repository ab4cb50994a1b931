import { UnitOfWork } from '../../src/kernel/db/unit-of-work.js';
import { until } from '../support/statements.js';
import { World } from '../support/world.js';

const OFTEN_MS = 5;

describe('What is committed is sealed', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  test('while others commit without a pause, too', async () => {
    const unitOfWork = world.app.get(UnitOfWork);
    let commits = 0;
    const busy = setInterval(() => void unitOfWork.run(() => Promise.resolve()).then(() => (commits += 1)), OFTEN_MS);
    try {
      const { id } = await world.admin.create('customers', { name: 'Sealed in the rush' });
      const sealed = 'SELECT 1 FROM change WHERE record_id = $1';
      await until('the seal', async () => (await world.sqlAsApp(sealed, [id])).length > 0);
      expect(commits).toBeGreaterThan(3);
    } finally {
      clearInterval(busy);
    }
  });
});
