import { applyDecorators, Injectable, RequestMethod, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { DomainError } from '../errors/domain-error.js';
import { Idempotency, repeatKey, type Answer } from './idempotency.js';
import { Routes, type Handler } from './routes.js';
import { isUpload, uploadOf } from './upload.js';

const OWN_TRANSACTIONS = Symbol('own transactions');
const ENCLOSED = Symbol('enclosed');

/** Marks a write that opens its transactions itself, such as a sign-in that must count its failures. */
export const OwnTransactions = (): MethodDecorator =>
  applyDecorators(SetMetadata(OWN_TRANSACTIONS, true), ApiExtension('x-own-transactions', true));

/** Whether a route's method is a unit of work. */
export const isEnclosed = (handler: Handler): boolean => Reflect.getMetadata(ENCLOSED, handler) === true;

/** Makes each write one unit of work: handler, answer kept under its key, commit; or a dry run that is rolled back. */
@Injectable()
export class Writes {
  constructor(
    private readonly routes: Routes,
    private readonly context: Context,
    private readonly unitOfWork: UnitOfWork,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Puts every method of a controller that writes into a unit of work, in place of an interceptor, which would take longer than
   * the rest of the framework. To be called before the application is initialized.
   */
  enclose(): void {
    for (const { method, controller, name, handler } of this.routes.all())
      if (method !== RequestMethod.GET) controller[name] = this.enclosed(handler);
  }

  /** A method that does the same, of which everything is said that is said of the first. */
  private enclosed(handler: Handler): Handler {
    const { context } = this;
    const write = (handle: () => unknown): Promise<unknown> => this.write(handler, handle);
    const enclosed: Handler = Reflect.getMetadata(OWN_TRANSACTIONS, handler)
      ? function (...args) {
          if (dryRunOf(context.exchange.request)) throw new DomainError('request.no-dry-run');
          return handler.apply(this, args);
        }
      : function (...args) {
          return write(() => handler.apply(this, args));
        };
    for (const key of Reflect.getMetadataKeys(handler))
      Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), enclosed);
    Reflect.defineMetadata(ENCLOSED, true, enclosed);
    return Object.defineProperty(enclosed, 'name', { value: handler.name });
  }

  private async write(handler: Handler, handle: () => unknown): Promise<unknown> {
    const { request, reply } = this.context.exchange;
    const dryRun = dryRunOf(request);
    const key = dryRun ? undefined : repeatKey(request, isUpload(handler) ? contentOf(request) : request.body);
    const work = async (): Promise<Answer> => ({ body: await handle(), status: reply.statusCode });
    if (!key) {
      const { body } = await this.unitOfWork.run(work, { dryRun });
      if (dryRun) void reply.header('Dry-Run', 'true');
      return body;
    }
    const { status, body, text } = await this.idempotency.once(key, work);
    if (text !== undefined) void reply.type('application/json; charset=utf-8').serializer(() => text);
    void reply.status(status);
    return body;
  }
}

/** A file as the request's fingerprint takes it: what is equal in this is the same upload. */
function contentOf(request: FastifyRequest): object {
  const { name, content, digest } = uploadOf(request);
  return { name, size: content.length, digest };
}

function dryRunOf(request: FastifyRequest): boolean {
  const value = (request.query as Record<string, unknown>)['dryRun'];
  if (value === undefined || value === 'false') return false;
  if (value !== 'true') throw new DomainError('request.bad-parameter', { parameter: 'dryRun' });
  return true;
}
