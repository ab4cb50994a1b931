import { Killer, loseAnswer, statementsOf } from './killer.js';
import { Context } from '../../../src/kernel/context/context.js';
import { byPolicy, type Scene } from './scene.js';
import { prepared, send, type Write } from './write.js';

/** What is proved of killed writes can fail: here it does. */
export function proveControls(scene: () => Scene): void {
  const planned = async (name: string): Promise<Write> => {
    const { arena, plans } = scene();
    return prepared(
      arena,
      plans.find((plan) => plan.name === name)!,
    );
  };

  test('a write that commits midway is told, and so is one that is not killed', async () => {
    const { arena, watch } = scene();
    const write = await planned('create sales-order');
    const nth = await statementsOf(arena, write);
    const killer = await Killer.over(arena, watch);
    const midway = async (count: number): Promise<void> => {
      if (count === nth - 1) await arena.world.app.get(Context).transaction!.client.query('COMMIT; BEGIN');
    };
    expect(await killer.kill({ write, nth }, midway)).toEqual([expect.stringMatching(/: .*sales_order.* changed$/)]);
    expect(await killer.kill({ write, nth })).toEqual([]);
    expect(await killer.kill({ write, nth: nth + 1 })).toEqual([
      expect.stringMatching(/: answered 201/),
      expect.stringMatching(/sales_order.* changed$/),
    ]);
  });

  test('an answer that is kept nowhere is told', async () => {
    const { arena, watch } = scene();
    const forget = (): Promise<unknown> => arena.world.sqlAsOwner('DELETE FROM idempotency_key');
    const told = await loseAnswer(arena, watch, await planned('create customer'), forget);
    expect(told).toEqual([
      expect.stringMatching(/^create customer, sent again: 201/),
      expect.stringMatching(/customer.* changed$/),
    ]);
  });

  test('what is covered takes effect on its submission', async () => {
    const { arena } = scene();
    const write = await planned('submit covered delivery');
    await byPolicy(arena, [write], async () => {
      expect((await send(write, 'covered')).body).toMatchObject({ status: 'effective' });
    });
  });
}
