import type { Language } from '@guanxi/shared/kernel';
import type { FastifyRequest } from 'fastify';

const SPOKEN: readonly (readonly [string, Language])[] = [
  ['zh', 'zh-CN'],
  ['en', 'en'],
];

/** The language that a request asks for: what weighs most in `Accept-Language` (RFC 9110) of what we speak, else Chinese. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const header = request.headers['accept-language'] ?? '';
  const wanted = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    const [, language] = SPOKEN.find(([prefix]) => tag.startsWith(prefix)) ?? [];
    return language && weight > 0 ? [{ language, weight }] : [];
  });
  wanted.sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'zh-CN';
}
