import { securityHeaders } from './server.js';

describe('The headers that keep browsers safe', () => {
  const HTTPS_ONLY = ['Strict-Transport-Security', 'Cross-Origin-Opener-Policy', 'Origin-Agent-Cluster'];

  test.each([
    ['https://crm.example', HTTPS_ONLY],
    ['http://crm.example', []],
    [undefined, []],
  ])('at the address %s, of those for https alone, are %j', (publicUrl, expected) => {
    const headers = securityHeaders(publicUrl);
    expect(headers).toHaveProperty('Content-Security-Policy');
    expect(HTTPS_ONLY.filter((name) => name in headers)).toEqual(expected);
  });
});
