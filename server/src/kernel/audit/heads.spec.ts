import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headsIn, sentenceOf } from './heads.js';

const [ONE, OTHER] = ['5f'.repeat(32), '0c'.repeat(32)];

test('the heads that the server says are read again from its log, whatever stands around them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-heads-'));
  const file = join(folder, 'guanxi.log');
  const lines = [
    `2026-11-02 ${sentenceOf({ position: 7, seal: ONE })}`,
    'Guanxi is ready at http://localhost:8930',
    `node-1  | 2026-11-03 ${sentenceOf({ position: 20417, seal: OTHER })}\r`,
    ...['audit chain: act 9 has the seal 5f0c', `audit chain: act nine has the seal ${ONE}`, `${ONE}`],
    ...[`audit chain: act 9 has the seal ${ONE}0`, `audit chain: act ${'9'.repeat(20)} has the seal ${ONE}`],
  ];
  await writeFile(file, lines.join('\n'));
  expect(await headsIn(file)).toEqual([
    { position: 7, seal: ONE },
    { position: 20417, seal: OTHER },
  ]);
  await rm(folder, { recursive: true });
  await expect(headsIn(file)).rejects.toThrow('ENOENT');
});
