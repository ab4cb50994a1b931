import { createHash } from 'node:crypto';
import { SetMetadata } from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';

/** A file as a form brought it. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
  /** SHA-256 of the content, hexadecimal. */
  readonly digest: string;
}

const UPLOADS = Symbol('uploads');

/** Marks a write that takes a form with a file; every other one takes JSON. */
export const Uploads = (): MethodDecorator => SetMetadata(UPLOADS, true);

/** Whether a route's method is so marked. */
export const isUpload = (handler: object): boolean => Reflect.getMetadata(UPLOADS, handler) === true;

const uploads = new WeakMap<FastifyRequest, Upload>();

/** The file of a request to a route that is marked with `Uploads`. */
export function uploadOf(request: FastifyRequest): Upload {
  const upload = uploads.get(request);
  if (!upload) throw new Error('the route does not take uploads');
  return upload;
}

/**
 * Reads the form of an upload to its end, before any transaction is opened.
 * @throws DomainError 400 for a form that is malformed, or has no file or several; 413, 415.
 */
export async function receiveUpload(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) throw new DomainError('request.media-type');
  const [file, ...others] = await filesOf(request);
  if (!file) throw new DomainError('request.malformed', { reason: 'file' });
  if (others.length > 0) throw new DomainError('attachment.single');
  uploads.set(request, { ...file, digest: createHash('sha256').update(file.content).digest('hex') });
}

async function filesOf(request: FastifyRequest): Promise<Omit<Upload, 'digest'>[]> {
  const files: Omit<Upload, 'digest'>[] = [];
  try {
    for await (const part of request.files()) files.push({ name: part.filename, content: await part.toBuffer() });
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number };
    if (code === 'FST_FILES_LIMIT') throw new DomainError('attachment.single');
    // The parser has no words of its own for a form that is cut off or has no boundary: whatever else it throws is that.
    throw statusCode === 413 ? error : new DomainError('request.malformed', { reason: 'multipart' });
  }
  return files;
}
