import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SERVER } from '../config/places.js';
import { DomainError } from '../errors/domain-error.js';
import { ProblemFilter } from './problem.filter.js';

const DIST = join(SERVER, '../web/dist');
/** Addresses of the API; the console may have pages whose names only begin like it. */
const API = /^\/api(?![^/?])/;

/** Serves the built console: hashed assets for ever, `index.html` for every address that is neither a file nor the API. */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const problems = app.get(ProblemFilter);
  const index = existsSync(`${DIST}/index.html`) ? await readFile(`${DIST}/index.html`, 'utf8') : undefined;
  if (index) {
    await fastify.register(fastifyStatic, {
      root: DIST,
      index: false,
      wildcard: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        void response.header(
          'Cache-Control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    // Whoever asks for no more than the site, such as a monitor, need not say what they read.
    const wantsPage = request.url === '/' || (!API.test(request.url) && request.headers.accept?.includes('text/html'));
    if (index && wantsPage) return page(reply, index);
    return problems.answer(new DomainError('route.not-found'), request, reply);
  });
}

const page = (reply: FastifyReply, html: string): FastifyReply =>
  reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(html);
