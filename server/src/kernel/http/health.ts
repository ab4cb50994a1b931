import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Db } from '../db/db.js';
import { DomainError } from '../errors/domain-error.js';
import { sendProblem } from './problem.filter.js';

const WITHIN_MS = 3000;

/** Tells proxies and containers whether this node can serve. Anybody may ask, so all who ask at once share one question. */
export function serveHealth(app: NestFastifyApplication): void {
  const db = app.get(Db);
  let asking: Promise<boolean> | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/api/health', async (request: FastifyRequest, reply: FastifyReply) => {
      asking ??= db.answers(WITHIN_MS).finally(() => (asking = undefined));
      if (await asking) return reply.send({ status: 'ok' });
      // Not logged: it is asked every few seconds, and whoever misses the database says so.
      sendProblem(new DomainError('server.unavailable', { retryAfter: 5 }), request, reply);
      return reply;
    });
}
