import type { Refusal } from './judge.js';

const MALFORMED: Refusal = { status: 400, code: 'request.malformed' };
const TOO_LARGE: Refusal = { status: 413, code: 'request.too-large' };
const GET = 'GET /api/v1/auth/state HTTP/1.1\r\nHost: x\r\n';

/** Bytes that never become a request of any route, with what they are answered. */
export const HEADS: readonly (readonly [name: string, bytes: string, refusal: Refusal])[] = [
  ['no HTTP', 'hello\r\n\r\n', MALFORMED],
  ['a space in the target', 'GET /api/v1/ customers HTTP/1.1\r\nHost: x\r\n\r\n', MALFORMED],
  ['NUL in the target', 'GET /api/v1/\0 HTTP/1.1\r\nHost: x\r\n\r\n', MALFORMED],
  ['NUL in a header', `${GET}X: a\0b\r\n\r\n`, MALFORMED],
  ['a header without a name', `${GET}: x\r\n\r\n`, MALFORMED],
  ['two lengths', `POST ${GET.slice(4)}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, MALFORMED],
  [
    'a length and chunks',
    `POST ${GET.slice(4)}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    MALFORMED,
  ],
  ['a length that is none', `POST ${GET.slice(4)}Content-Length: 1e400\r\n\r\n`, MALFORMED],
  ['a chunk that is none', `POST ${GET.slice(4)}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, MALFORMED],
  ['headers of 32 KB', `${GET}X: ${'x'.repeat(2 ** 15)}\r\n\r\n`, TOO_LARGE],
  ['a target of 32 KB', `GET /${'x'.repeat(2 ** 15)} HTTP/1.1\r\nHost: x\r\n\r\n`, TOO_LARGE],
];
