import helmet from '@fastify/helmet';
import { createAdapter, securityHeaders } from './server.js';

describe('The headers that keep browsers safe', () => {
  const HTTPS_ONLY = ['strict-transport-security', 'cross-origin-opener-policy', 'origin-agent-cluster'];

  test.each([
    ['https://crm.example', HTTPS_ONLY],
    ['http://crm.example', []],
    [undefined, []],
  ])('at the address %s, of those for https alone, are %j', async (publicUrl, expected) => {
    const fastify = createAdapter(false).getInstance();
    await fastify.register(helmet, securityHeaders(publicUrl));
    const { headers } = await fastify.inject('/');
    expect(headers).toHaveProperty('content-security-policy');
    expect(HTTPS_ONLY.filter((name) => name in headers)).toEqual(expected);
  });
});
