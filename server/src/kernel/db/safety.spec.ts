import type { DataSource } from 'typeorm';
import { assertKnownVersion, assertSafeDatabase } from './safety.js';

/** A server that answers SHOW with these settings. */
const server = (settings: Record<string, string>): DataSource =>
  ({
    query: (text: string) => Promise.resolve([{ [text.replace('SHOW ', '')]: settings[text.replace('SHOW ', '')] }]),
  }) as unknown as DataSource;

const SAFE = { server_version_num: '150004', fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

describe('a PostgreSQL that is used', () => {
  test('is 15 or later', async () => {
    await expect(assertKnownVersion(server(SAFE))).resolves.toBeUndefined();
    await expect(assertKnownVersion(server({ server_version_num: '140013' }))).rejects.toThrow(
      'PostgreSQL 15 or later is needed; the one of DATABASE_URL is 14. Upgrade it,',
    );
  });

  test('keeps what it acknowledged', async () => {
    await expect(assertSafeDatabase(server({ ...SAFE, synchronous_commit: 'remote_apply' }))).resolves.toBeUndefined();
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      await expect(assertSafeDatabase(server({ ...SAFE, [setting]: 'off' }))).rejects.toThrow(`${setting} = off`);
    }
  });
});
