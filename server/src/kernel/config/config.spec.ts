import { ConfigError, deriveKey, loadConfig } from './config.js';

const SECRET = '0123456789abcdefghijklmnopqrstuv';

describe('settings of the environment', () => {
  test('nothing is needed', () => {
    expect(loadConfig({})).toMatchObject({
      ...{ databaseUrl: undefined, secret: undefined, host: '127.0.0.1', port: 4000, publicUrl: undefined },
      ...{ poolSize: 12, trustProxy: false, logLevel: 'warn', dataDir: expect.stringMatching(/\.data$/) },
    });
    expect(loadConfig({ PORT: '', GUANXI_SECRET: '', LOG_LEVEL: '', DATABASE_URL: '' })).toMatchObject({
      port: 4000,
      logLevel: 'warn',
    });
  });

  test('what is given is taken', () => {
    const env = {
      DATABASE_URL: 'postgres://db/guanxi',
      GUANXI_SECRET: SECRET,
      PORT: '0',
      GUANXI_PUBLIC_URL: 'https://crm.example//',
      GUANXI_TRUST_PROXY: 'true',
    };
    expect(loadConfig(env)).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      secret: SECRET,
      port: 0,
      publicUrl: 'https://crm.example',
      trustProxy: true,
    });
  });

  test.each([
    [{ GUANXI_SECRET: 'short' }, 'GUANXI_SECRET is too weak'],
    [{ GUANXI_SECRET: 'a'.repeat(64) }, 'GUANXI_SECRET is too weak'],
    [{ DATABASE_URL: 'postgres://db/guanxi' }, 'GUANXI_SECRET is required'],
    [{ DATABASE_URL: 'localhost/guanxi', GUANXI_SECRET: SECRET }, 'DATABASE_URL must be an address like postgres://'],
    [{ DATABASE_URL: 'mysql://db/guanxi', GUANXI_SECRET: SECRET }, 'DATABASE_URL must be an address like postgres://'],
    [{ GUANXI_PUBLIC_URL: 'crm.example' }, 'GUANXI_PUBLIC_URL must be an address like https://'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '40x' }, 'not "40x"'],
    [{ GUANXI_POOL_SIZE: '1' }, 'GUANXI_POOL_SIZE must be'],
    [{ GUANXI_POOL_SIZE: '2.5' }, 'GUANXI_POOL_SIZE must be'],
    [{ GUANXI_TRUST_PROXY: 'yes' }, 'GUANXI_TRUST_PROXY must be one of true, false'],
    [{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL must be one of'],
  ])('%j is refused with what to do', (env, message) => {
    expect(() => loadConfig(env)).toThrow(ConfigError);
    expect(() => loadConfig(env)).toThrow(message);
  });

  test('keys of two purposes tell nothing of each other', () => {
    const one = deriveKey(SECRET, 'tokens');
    expect(one).toHaveLength(32);
    expect(deriveKey(SECRET, 'tokens').equals(one)).toBe(true);
    expect(deriveKey(SECRET, 'audit').equals(one)).toBe(false);
    expect(deriveKey(`${SECRET}x`, 'tokens').equals(one)).toBe(false);
  });
});
