import {
  applyDecorators,
  Injectable,
  RequestMethod,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type INestApplicationContext,
  type NestInterceptor,
} from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';
import { Idempotency, repeatKey, type Answer } from './idempotency.js';
import { Routes } from './routes.js';
import { receiveUpload, takesUpload, type Upload } from './upload.js';

const OWN_TRANSACTIONS = Symbol('own transactions');

/** Marks a write that opens its transactions itself, such as a sign-in that must count its failures. */
export const OwnTransactions = (): MethodDecorator =>
  applyDecorators(SetMetadata(OWN_TRANSACTIONS, true), ApiExtension('x-own-transactions', true));

interface Write {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly takesFile: boolean;
  readonly dryRun: boolean;
}

/** Makes each write one unit of work: handler, answer kept under its key, commit; or a dry run that is rolled back. */
@Injectable()
export class WriteInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: Idempotency,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const own = this.reflector.getAllAndOverride<boolean>(OWN_TRANSACTIONS, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    const handle = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    const takesFile = takesUpload(execution);
    const dryRun = dryRunOf(request);
    if (own) {
      if (dryRun) throw new DomainError('request.no-dry-run');
      return next.handle();
    }
    return from(this.write({ request, reply, takesFile, dryRun }, handle));
  }

  private async write({ request, reply, takesFile, dryRun }: Write, handle: () => Promise<unknown>): Promise<unknown> {
    const content = takesFile ? described(await receiveUpload(request)) : request.body;
    const key = dryRun ? undefined : repeatKey(request, content);
    const work = async (): Promise<Answer> => {
      const body = await handle();
      return { status: reply.statusCode, body };
    };
    const answer = await (key ? this.idempotency.once(key, work) : this.unitOfWork.run(work, { dryRun }));
    if (dryRun) void reply.header('Dry-Run', 'true');
    void reply.status(answer.status);
    return answer.body;
  }
}

/** A file as the request's fingerprint takes it: what is equal in this is the same upload. */
const described = ({ name, content, digest }: Upload): object => ({ name, size: content.length, digest });

function dryRunOf(request: FastifyRequest): boolean {
  const value = (request.query as Record<string, unknown>)['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw new DomainError('request.bad-parameter', { parameter: 'dryRun' });
  return true;
}

/**
 * Puts the interceptor before every route that writes, and before no other: one costs a read a third of its time. To be called
 * before the application is initialized.
 */
export function interceptWrites(app: INestApplicationContext): void {
  const interceptors = [app.get(WriteInterceptor)];
  for (const { method, handler } of app.get(Routes).all())
    if (method !== RequestMethod.GET) Reflect.defineMetadata(INTERCEPTORS_METADATA, interceptors, handler);
}
