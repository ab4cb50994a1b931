import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PASSWORD, World } from '../support/world.js';

const EXAMPLE = fileURLToPath(new URL('../../../docs/examples/first-order.mjs', import.meta.url));

/** The program that the guide to the API shows, as a reader runs it. */
describe('The example of another system', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({}, { served: true });
  });
  afterAll(() => world?.stop());

  const run = async (login: string): Promise<string[]> => {
    const settings = { GUANXI_URL: `http://127.0.0.1:${world.port}`, GUANXI_LOGIN: login, GUANXI_PASSWORD: PASSWORD };
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE], { env: { ...process.env, ...settings } });
    return stdout.trimEnd().split('\n');
  };

  test('makes a customer and an order, and shows whoever runs it next what waits for them', async () => {
    expect(await run('wang')).toEqual([
      expect.stringMatching(/^Customer C-00001: Example customer /),
      ...['It would come to 200 CNY', 'One draft, sent twice: true'],
      expect.stringMatching(/^SO-\d{6}-0001 is pending; Zhou Min can decide$/),
      ...['Orders of this customer not yet in force: 1', 'Your inbox: 0 approvals, 0 releases, 0 due'],
    ]);
    expect((await run('zhou')).slice(3)).toEqual([
      expect.stringMatching(/^SO-\d{6}-0002 is pending; Wang Liqun can decide$/),
      ...['Orders of this customer not yet in force: 1', 'Your inbox: 1 approvals, 0 releases, 0 due'],
      expect.stringMatching(/^ {2}SO-\d{6}-0001 {2}.+ {2}by Wang Liqun$/),
    ]);
  });
});
