import type { Language } from '@guanxi/shared/kernel';
import type { FastifyRequest } from 'fastify';

/** The language that a request asks for: the first of `Accept-Language` that we speak, else Chinese. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const header = request.headers['accept-language'] ?? '';
  for (const part of header.split(',')) {
    const tag = part.split(';')[0]!.trim().toLowerCase();
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
