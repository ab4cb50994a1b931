import { isUtf8 } from 'node:buffer';
import { randomUUIDv7 } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import helmet from 'helmet';
import { Context } from '../context/context.js';
import { Settings } from '../config/config.js';
import { DomainError } from '../errors/domain-error.js';
import { languageOf } from './language.js';
import { problemDocument, ProblemFilter } from './problem.filter.js';
import { tellVersion } from './version.js';

const BODY_LIMIT = 2 * 1024 * 1024;
const FILE_LIMIT = 20 * 1024 * 1024;

/** The Fastify adapter: request ids of our own, bounded bodies, malformed addresses answered like all other problems. */
export function createAdapter(trustProxy: boolean): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy,
    // Middleware of other frameworks; there is none.
    skipMiddie: true,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUIDv7(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      new ProblemFilter().answer(error, request, reply),
  });
}

/** What is no HTTP, or too much of it, never becomes a request: the answer is written by hand and the line is hung up. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'request.too-large' : 'request.malformed';
  const id = randomUUIDv7();
  const problem = problemDocument(new DomainError(code, { reason: 'HTTP' }), 'zh-CN', id);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${String(problem['status'])} ${STATUS_CODES[String(problem['status'])]}`,
      `Content-Type: application/problem+json; charset=utf-8`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Cache-Control: no-store`,
      `X-Request-Id: ${id}`,
      `Connection: close`,
      '',
      body,
    ].join('\r\n'),
  );
}

/** What helmet says to browsers with every answer. It is the same each time, so it is asked once. */
export function securityHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  const self = ["'self'"];
  const none = ["'none'"];
  const secure = publicUrl?.startsWith('https:') ?? false;
  const headers: Record<string, string> = {};
  const answer: Pick<ServerResponse, 'removeHeader'> & { setHeader: (name: string, value: string) => void } = {
    setHeader: (name, value) => void (headers[name] = value),
    removeHeader: () => undefined,
  };
  helmet({
    // On plain http browsers ignore these, and complain about them on every page.
    ...{ hsts: secure, crossOriginOpenerPolicy: secure, originAgentCluster: secure },
    crossOriginEmbedderPolicy: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...{ defaultSrc: self, scriptSrc: self, styleSrc: self, imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: self },
        ...{ connectSrc: self, objectSrc: none, baseUri: none, formAction: self, frameAncestors: none },
      },
    },
  })({} as IncomingMessage, answer as ServerResponse, () => undefined);
  return headers;
}

/** Headers, cookies, compression, the context of each request and problem documents for what never reaches Nest. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const context = app.get(Context);
  const { publicUrl } = app.get(Settings).config;
  const headers = { ...securityHeaders(publicUrl), 'Cache-Control': 'no-store' };
  await fastify.register(cookie);
  await fastify.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('X-Request-Id', request.id);
    context.run(requestValues(request, reply), done);
  });
  fastify.addHook('onRequest', refuseUndecodable);
  fastify.addHook('preSerialization', tellVersion);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      // An empty body is no body: acts take If-Match alone.
      if (body.length === 0) return done(null, {});
      // JSON is UTF-8 (RFC 8259, 8.1). Of other bytes replacement characters would be stored, and what they said be lost.
      if (!isUtf8(body)) return done(new DomainError('request.malformed', { reason: 'UTF-8' }));
      try {
        done(null, JSON.parse(body.toString(), refusePrototype));
      } catch {
        done(new DomainError('request.malformed', { reason: 'JSON' }));
      }
    },
  );
  await fastify.register(multipart, { limits: { files: 1, fileSize: FILE_LIMIT, fields: 4 } });
  fastify.addContentTypeParser('*', (request, payload, done) => {
    done(new DomainError('request.media-type'));
  });
}

/** As for paths: of a query that means no text the escapes themselves would be looked for. */
const refuseUndecodable: onRequestHookHandler = ({ url }, _, done) => {
  const at = url.indexOf('?');
  if (at < 0 || !url.includes('%', at)) return done();
  try {
    decodeURIComponent(url.slice(at));
    done();
  } catch {
    done(new DomainError('request.malformed', { reason: 'query' }));
  }
};

function requestValues(request: FastifyRequest, reply: FastifyReply): Parameters<Context['run']>[0] {
  const { accept } = request.headers;
  return {
    exchange: { request, reply },
    requestId: String(request.id),
    ip: request.ip,
    language: languageOf(request),
    ...(accept ? { accept } : {}),
  };
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('forbidden key');
  return value;
}
