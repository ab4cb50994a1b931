import type { Dispatcher } from 'undici';

/** A request, whole. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

/** An answer, whole; `text` is empty where nobody wants to read it. */
export interface Exchanged {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a request and waits for the end of its answer. Clients of both servers ask this way, so that neither costs more. */
export function exchange(
  dispatcher: Dispatcher,
  { method, path, headers, body }: Call,
  isRead: (status: number) => boolean,
): Promise<Exchanged> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const type: Record<string, string> = content === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    let answer: Omit<Exchanged, 'text'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    dispatcher.dispatch(
      { method, path, headers: { ...type, ...headers }, ...(content === undefined ? {} : { body: content }) },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_, status, received) => void (answer = { status, headers: received }),
        onResponseData: (_, chunk) => void (isRead(answer.status) && chunks.push(chunk)),
        onResponseEnd: () => resolve({ ...answer, text: Buffer.concat(chunks).toString() }),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}
