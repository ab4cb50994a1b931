import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './error';
import { queryString, refresh, request, setAccessToken, whenSignedOut } from './http';

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

afterEach(() => {
  vi.unstubAllGlobals();
  setAccessToken(null);
});

function serve(answer: (path: string, init: RequestInit) => Response) {
  const calls: { path: string; headers: Headers }[] = [];
  const fetcher = (input: string, init: RequestInit) => {
    calls.push({ path: input, headers: new Headers(init.headers) });
    return Promise.resolve(answer(input, init));
  };
  vi.stubGlobal('fetch', fetcher);
  return calls;
}

describe('requests', () => {
  it('refreshes once for all that fail together, then repeats them with the same key', async () => {
    let fresh = false;
    const calls = serve((path) => {
      if (path.endsWith('/auth/refresh')) {
        fresh = true;
        return json(200, { accessToken: 'new', expiresIn: 60 });
      }
      return fresh ? json(200, { ok: true }) : json(401, { code: 'auth.expired', status: 401 });
    });
    await Promise.all([request('GET', '/a'), request('POST', '/b', { body: {} })]);
    expect(calls.filter((call) => call.path.endsWith('/auth/refresh'))).toHaveLength(1);
    const posts = calls.filter((call) => call.path.endsWith('/b'));
    expect(posts).toHaveLength(2);
    expect(posts[0]?.headers.get('Idempotency-Key')).toBe(posts[1]?.headers.get('Idempotency-Key'));
    expect(posts[1]?.headers.get('Authorization')).toBe('Bearer new');
  });

  it('has no session to go on with where there is no cookie', async () => {
    serve(() => new Response(null, { status: 204 }));
    expect(await refresh()).toBe(false);
  });

  it('says when the session is over', async () => {
    serve(() => json(401, { code: 'auth.required', status: 401 }));
    const over = vi.fn();
    whenSignedOut(over);
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 'auth.required', status: 401 });
    expect(over).toHaveBeenCalledOnce();
  });

  it('turns problems and lost connections into ApiError', async () => {
    serve(() =>
      json(422, { code: 'stock.insufficient', status: 422, errors: [{ pointer: '/a', code: 'x', detail: 'y' }] }),
    );
    const failure = await request('POST', '/a', { body: {} }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect((failure as ApiError).fields).toHaveLength(1);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 'network', status: 0 });
  });

  it('sends the version that was seen', async () => {
    const calls = serve(() => json(200, {}));
    await request('PATCH', '/a/1', { body: {}, version: 7 });
    expect(calls[0]?.headers.get('If-Match')).toBe('"7"');
  });

  it('leaves empty parameters out', () => {
    expect(queryString({ q: '', limit: 50, 'date[gte]': '2026-01-01', cursor: undefined })).toBe(
      '?limit=50&date%5Bgte%5D=2026-01-01',
    );
  });
});
