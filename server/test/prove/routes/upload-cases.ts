import type { Case, Refusal } from './judge.js';
import { maker, MALFORMED, MEDIA_TYPE, TOO_LARGE } from './make.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';
import { uploadOf } from './upload.js';

const LARGE_FILE = uploadOf('large.txt', Buffer.alloc(21 * 1024 * 1024, 32));
const EMPTY_FILE = uploadOf('zero.txt', Buffer.alloc(10 * 1024 * 1024));

/** Files that are none. */
export function uploadCases(stage: Stage, route: Route): Case[] {
  if (!route.isUpload) return [];
  const make = maker(stage, route);
  const send = (name: string, { headers, body }: ReturnType<typeof uploadOf>, ...refusals: Refusal[]): Case =>
    make(name, { body, headers }, ...refusals);
  const good = uploadOf('note.txt', 'x');
  const kind: Refusal = { status: 415, code: 'attachment.kind' };
  return [
    make('JSON instead of a file', { body: '{}' }, MEDIA_TYPE),
    make('no body', { body: null }, MEDIA_TYPE),
    send(
      'multipart without its boundary',
      { ...good, headers: { 'content-type': 'multipart/form-data' } },
      MALFORMED,
      MEDIA_TYPE,
    ),
    send(
      'multipart with another boundary',
      { ...good, headers: { 'content-type': 'multipart/form-data; boundary=other' } },
      MALFORMED,
    ),
    send('multipart cut off', { ...good, body: good.body.subarray(0, 60) }, MALFORMED),
    send('multipart of nothing', { ...good, body: Buffer.alloc(0) }, MALFORMED),
    send('a file whose name has NUL', uploadOf('a\u0000.txt', 'x'), kind, MALFORMED),
    send('a program', uploadOf('a.txt', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')), kind),
    send('10 MB of nothing', EMPTY_FILE, kind),
    send('a file of 21 MB', LARGE_FILE, TOO_LARGE),
  ];
}
