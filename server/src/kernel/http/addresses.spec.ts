import { addressesOf, linkTo } from './addresses.js';

const LOCAL = { host: '127.0.0.1', port: 4000, publicUrl: undefined };

describe('where people reach the server', () => {
  test('at its host and port, or at the address that stands before it', () => {
    expect(addressesOf(LOCAL, 4000)).toEqual(['http://127.0.0.1:4000']);
    expect(addressesOf({ ...LOCAL, host: '::1' }, 4000)).toEqual(['http://[::1]:4000']);
    expect(addressesOf({ ...LOCAL, host: '0.0.0.0', publicUrl: 'https://crm.example' }, 4000)).toEqual([
      'https://crm.example',
    ]);
  });

  test('on every interface: here first, then where colleagues reach it', () => {
    const [here, ...office] = addressesOf({ ...LOCAL, host: '0.0.0.0' }, 4000);
    expect(here).toBe('http://127.0.0.1:4000');
    for (const address of office) expect(address).toMatch(/^http:\/\/(?!127\.)[\d.]+:4000$/);
  });

  test('a link is whole where the settings tell its address', () => {
    expect(linkTo(LOCAL, '/link/x')).toBe('http://127.0.0.1:4000/link/x');
    expect(linkTo({ ...LOCAL, port: 0, publicUrl: 'https://crm.example' }, '/link/x')).toBe(
      'https://crm.example/link/x',
    );
    expect(linkTo({ ...LOCAL, port: 0 }, '/link/x')).toBe('/link/x');
  });
});
