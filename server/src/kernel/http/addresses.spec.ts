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
    const four = { family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null } as const;
    const six = { ...four, family: 'IPv6', scopeid: 2 } as const;
    const interfaces = {
      lo: [{ ...four, address: '127.0.0.1', internal: true }],
      eth0: [
        { ...six, address: 'fe80::1', internal: false },
        { ...four, address: '192.168.1.20', internal: false },
      ],
      wlan0: [{ ...four, address: '10.0.0.7', internal: false }],
      down: undefined,
    };
    expect(addressesOf({ ...LOCAL, host: '0.0.0.0' }, 4000, interfaces)).toEqual([
      ...['http://127.0.0.1:4000', 'http://192.168.1.20:4000', 'http://10.0.0.7:4000'],
    ]);
  });

  test('a link is whole where the settings tell its address', () => {
    expect(linkTo(LOCAL, '/link/x')).toBe('http://127.0.0.1:4000/link/x');
    expect(linkTo({ ...LOCAL, port: 0, publicUrl: 'https://crm.example' }, '/link/x')).toBe(
      'https://crm.example/link/x',
    );
    expect(linkTo({ ...LOCAL, port: 0 }, '/link/x')).toBe('/link/x');
  });
});
