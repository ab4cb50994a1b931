import { gzipSync } from 'node:zlib';
import type { Case } from './judge.js';
import { maker, MALFORMED, MEDIA_TYPE, TOO_LARGE } from './make.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';

const LARGE = gzipSync(JSON.stringify({ name: 'x'.repeat(10 * 1024 * 1024) }));
const SMALL = gzipSync(JSON.stringify({ surprise: 'x'.repeat(1000) }));

/** A text whose bytes are no UTF-8. */
const around = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from('{"surprise":"'), Buffer.from(bytes), Buffer.from('"}')]);

/** Bodies in other encodings than UTF-8, whether they say so or not: what is no UTF-8 is no JSON (RFC 8259, 8.1). */
const FOREIGN: readonly (readonly [name: string, type: string, body: Buffer])[] = [
  ['GBK', 'application/json; charset=gbk', around(0xcb, 0xd5, 0xd6, 0xdd)],
  ['GBK that says it is UTF-8', 'application/json; charset=utf-8', around(0xcb, 0xd5, 0xd6, 0xdd)],
  ['Latin-1', 'application/json; charset=iso-8859-1', around(0xe9)],
  ['UTF-16', 'application/json; charset=utf-16le', Buffer.from('{"surprise":1}', 'utf16le')],
  ['bytes of a lone surrogate', 'application/json', around(0xed, 0xa0, 0x80)],
  ['bytes of a text that is cut off', 'application/json', around(0xe8, 0x8b)],
  ['an overlong NUL', 'application/json', around(0xc0, 0x80)],
];

/** Bodies that are packed, or written in another alphabet; they are unpacked and read before anybody looks at the route. */
export function encodingCases(stage: Stage, route: Route): Case[] {
  if (route.method === 'GET') return [];
  const make = maker(stage, route);
  const packed = (encoding: string): Record<string, string> => ({ 'content-encoding': encoding });
  return [
    make('gzip that is none', { body: '{"surprise":1}', headers: packed('gzip') }, MALFORMED),
    make('gzip that is cut off', { body: SMALL.subarray(0, 30), headers: packed('gzip') }, MALFORMED),
    make('gzip of 10 MB', { body: LARGE, headers: packed('gzip') }, TOO_LARGE),
    make('packed in an unknown way', { body: '{"surprise":1}', headers: packed('x') }, MEDIA_TYPE),
    make('packed twice', { body: gzipSync(SMALL), headers: packed('gzip, gzip') }, MEDIA_TYPE, MALFORMED),
    ...FOREIGN.map(([name, type, body]) =>
      make(`body in ${name}`, { body, headers: { 'content-type': type } }, MALFORMED),
    ),
  ];
}
