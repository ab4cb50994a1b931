import { JwtService } from '@nestjs/jwt';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '../../support/actor.js';
import { LOGS, RowWatch } from '../../support/checksum.js';
import { Arena } from '../races/arena.js';
import type { Kill } from './killer.js';
import { companyWants, prepared, type Plan, type Policy, type Write } from './write.js';
import { plansOf } from './writes.js';

/** All kills take longer than an access token lasts. */
export const PATIENCE = 3_600_000;
/** A fast series is counted past the transaction, so that a write that is killed leaves a gap there by design. */
const GAPLESS = { numbering_counter: 'gapless_from IS NOT NULL' };
/** What all of these deliver, several times over. */
const PLENTY = '10000';

/** What killed writes are proved on. */
export interface Scene {
  readonly arena: Arena;
  readonly watch: RowWatch;
  readonly plans: readonly Plan[];
  readonly writes: readonly Write[];
}

/** A company with something for each of the writes to act on, or for so many seeded ones. */
export async function sceneOf(suite: string, sample: number | undefined): Promise<Scene> {
  const arena = await Arena.open(suite);
  const { world, admin, ground } = arena;
  for (const actor of [admin, world.second]) await lasting(world.app, actor);
  await arena.stock(ground.product, PLENTY);
  const plans = await plansOf(arena);
  const writes: Write[] = [];
  const chosen = sample === undefined ? plans : arena.random.sample(plans, sample);
  for (const plan of chosen) writes.push(await prepared(arena, plan));
  return { arena, plans, writes, watch: await RowWatch.over(world, LOGS, GAPLESS) };
}

/** Does something to each item while the company lets executions take effect as the write wants it. */
export async function byPolicy<Item extends Write | Kill>(
  arena: Arena,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  renew: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const policyOf = (item: Write | Kill): Policy => ('write' in item ? item.write : item).policy;
  for (const [policy, some] of Map.groupBy(items, policyOf)) {
    await companyWants(arena, policy);
    await renew();
    for (const item of some) await work(item);
  }
  await companyWants(arena, 'release');
}

/** Gives somebody a token of their session that lasts as long as the suite may. */
async function lasting(app: NestFastifyApplication, actor: Actor): Promise<void> {
  const jwt = app.get(JwtService);
  const { sub, sid } = jwt.decode<{ sub: string; sid: string }>(actor.token!);
  actor.token = await jwt.signAsync({ sub, sid }, { expiresIn: PATIENCE / 1000 });
}
