import { networkInterfaces } from 'node:os';
import type { Config } from '../config/config.js';

type Place = Pick<Config, 'host' | 'port' | 'publicUrl'>;

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Where people reach a server that listens on this port; the first address is the one for links. */
export function addressesOf({ host, publicUrl }: Place, port: number, interfaces = networkInterfaces()): string[] {
  if (publicUrl) return [publicUrl];
  if (host !== '0.0.0.0' && host !== '::') return [`http://${bracketed(host)}:${port}`];
  const outside = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === 'IPv4' && !one.internal);
  return [`http://127.0.0.1:${port}`, ...outside.map((one) => `http://${one.address}:${port}`)];
}

/** The full address of a path, as far as the settings tell: a port that the system chooses only the running server knows. */
export const linkTo = (place: Place, path: string): string =>
  place.publicUrl || place.port !== 0 ? `${addressesOf(place, place.port)[0]}${path}` : path;
