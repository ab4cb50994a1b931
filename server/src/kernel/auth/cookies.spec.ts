import cookie from '@fastify/cookie';
import { createAdapter } from '../http/server.js';
import { callerOf, setRefreshCookie } from './cookies.js';

describe('a sign-in that comes through a proxy with https', () => {
  test.each([
    ['believed, where the settings say that there is one', true, { ip: '203.0.113.7', secure: true }],
    ['not believed otherwise: anybody could say so', false, { ip: '127.0.0.1' }],
  ])('is %s', async (_, trustProxy, { ip, ...secure }) => {
    const fastify = createAdapter(trustProxy).getInstance();
    await fastify.register(cookie);
    fastify.get('/', (request, reply) => {
      setRefreshCookie(reply, request, { accessToken: 'a', expiresIn: 600, refreshToken: 'r' });
      return callerOf(request);
    });
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
    const answer = await fastify.inject({ url: '/', headers });
    expect(answer.json()).toMatchObject({ ip });
    expect(answer.cookies).toEqual([
      {
        ...{ name: 'gx_refresh', value: 'r', path: '/api/v1/auth', maxAge: 30 * 86_400 },
        ...{ httpOnly: true, sameSite: 'Strict', ...secure },
      },
    ]);
  });
});
