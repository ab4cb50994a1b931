import { RowWatch } from '../../support/checksum.js';
import { Random } from '../../support/random.js';
import { Statements } from '../../support/statements.js';
import type { World } from '../../support/world.js';
import { openBooks } from '../tampering/books.js';
import { proveControls } from './controls.js';
import { hireCrew, type Crew } from './crew.js';
import { alone, holds, together, type Counts, type Effort, type Stage } from './properties.js';
import { unseen } from './seen.js';

const PATIENCE = 900_000;

/** Random acts, legal and illegal, against the books as a clerk would keep them with pencil and paper. */
export function proveBooks(suite: string, effort: Effort): void {
  let world: World;
  let watch: RowWatch;
  let random: Random;
  let crew: Crew;
  let statements: Statements;

  beforeAll(async () => {
    random = Random.announced(suite);
    // Everything has happened in them once, so that there is something to break of every kind.
    world = await openBooks();
    await world.app.listen(0, '127.0.0.1');
    crew = await hireCrew(world);
    watch = await RowWatch.over(world);
    statements = new Statements(world.app);
  }, PATIENCE);
  afterAll(async () => {
    await watch?.close();
    await world?.stop();
  });

  const stage = (): Stage => ({ effort, world, watch, crew, statements, seed: random.seed });
  /** What random acts came to, in all. */
  const happened: Counts = new Map();

  test(
    'alone, each act happens or is refused as the model says, and the books are as the model has them',
    () => holds(alone(stage(), happened), random.seed, effort.runs),
    PATIENCE,
  );
  test(
    'after eight at once everything is as it follows from the documents in force',
    () => holds(together(stage(), happened), random.seed, effort.crowds),
    PATIENCE,
  );
  test('each kind of act happened, and was refused', () => {
    process.stderr.write(`${suite}: ${[...happened].map(([what, count]) => `${what} ${count}`).join(', ')}\n`);
    expect(unseen(happened, effort.isWhole)).toEqual([]);
  });

  describe('what would be wrong is seen', () => proveControls(stage));
}
