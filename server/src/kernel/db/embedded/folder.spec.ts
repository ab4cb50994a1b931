import { socketFolder } from './folder.js';

describe('The socket of the embedded PostgreSQL', () => {
  test('lies in the folder of the database', () => {
    expect(socketFolder('/srv/guanxi/data/postgres', 'linux')).toBe('/srv/guanxi/data/postgres');
  });
  test('is left out where its address would be too long, or where the system has none', () => {
    expect(socketFolder(`/srv/${'关'.repeat(29)}`, 'linux')).toBe('');
    expect(socketFolder(`/srv/${'关'.repeat(27)}`, 'linux')).not.toBe('');
    expect(socketFolder('C:\\guanxi\\postgres', 'win32')).toBe('');
  });
});
