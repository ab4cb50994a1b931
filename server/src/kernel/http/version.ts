import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest, preSerializationHookHandler } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** The versions that a caller takes: those of `If-Match`, or `any` for `If-Match: *` (RFC 9110, 13.1.1). */
export type ExpectedVersion = readonly number[] | 'any';

/** Reads `If-Match`. @throws DomainError 428 when missing, 412 when it is no version of ours. */
export function readVersion(request: Pick<FastifyRequest, 'headers'>): ExpectedVersion {
  const header = request.headers['if-match'];
  if (header === undefined) throw new DomainError('record.precondition');
  if (header === '*') return 'any';
  const tags = header.split(',').map((tag) => /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(tag)?.[1]);
  const versions = tags.filter((tag) => tag !== undefined).map(Number);
  if (versions.length === 0) throw new DomainError('record.stale');
  return versions;
}

const VersionParam = createParamDecorator((_: unknown, context: ExecutionContext) =>
  readVersion(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Parameter that carries the version from `If-Match`; the header is documented on the route. */
export const Version = (): ParameterDecorator => (target, property, index) => {
  VersionParam()(target, property, index);
  const descriptor = Object.getOwnPropertyDescriptor(target, property!)!;
  ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the version that was read, or *' })(
    target,
    property!,
    descriptor,
  );
};

/** A hook of the server: what has a version is answered with it as `ETag`. */
export const tellVersion: preSerializationHookHandler = (_, reply, body, done) => {
  const version = (body as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number') void reply.header('ETag', `"${version}"`);
  done(null, body);
};

/** @throws DomainError 412 when the record has moved on from the version that the caller read. */
export function assertVersion(actual: number, expected: ExpectedVersion): void {
  if (expected !== 'any' && !expected.includes(actual)) throw new DomainError('record.stale', { version: actual });
}
