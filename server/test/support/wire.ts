import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

/** A request exactly as it goes over the wire: the target is sent as it stands, no client tidies it up. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Sends only so many bytes of the body until the answer is there. */
  readonly holdAfter?: number;
  /** Without a length: the body goes in chunks, and no more of them once the answer is there. */
  readonly chunked?: boolean;
}
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const CHUNK = 64 * 1024;

/** A client of one server that corrects nothing. */
export class Wire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(readonly port: number) {}

  send({ method, target, headers = {}, body, holdAfter, chunked }: WireRequest): Promise<WireAnswer> {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const length = bytes && !chunked ? { 'content-length': String(bytes.length) } : {};
    return new Promise((resolve, reject) => {
      const call = request({
        ...{ host: '127.0.0.1', port: this.port, agent: this.agent, method, path: target },
        headers: { ...length, ...headers },
      });
      call.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(parts).toString() });
          if (!call.writableEnded) call.destroy();
        });
      });
      call.on('error', reject);
      if (holdAfter !== undefined) call.write(bytes!.subarray(0, holdAfter));
      else if (chunked) inChunks(call, bytes!);
      else call.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function inChunks(call: ReturnType<typeof request>, bytes: Buffer): void {
  let at = 0;
  let answered = false;
  call.once('response', () => (answered = true));
  const next = (): void => {
    if (answered || call.destroyed) return;
    if (at >= bytes.length) {
      call.end();
      return;
    }
    call.write(bytes.subarray(at, (at += CHUNK)), () => setImmediate(next));
  };
  next();
}

/** Sends bytes that need not be HTTP at all and answers what comes back until the server hangs up. */
export function rawExchange(port: number, bytes: string): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(parts).toString())));
  });
}

function parseAnswer(text: string): WireAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, text: rest.join('\r\n\r\n') };
}
