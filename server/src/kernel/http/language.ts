import type { Language } from '@guanxi/shared/kernel';
import type { FastifyRequest } from 'fastify';

const SPOKEN: readonly (readonly [string, Language])[] = [
  ['zh', 'zh-CN'],
  ['en', 'en'],
];

const MAX_KNOWN = 1000;
const MAX_LENGTH = 200;
const known = new Map<string, Language>();

/** The language that a request asks for: what weighs most in `Accept-Language` (RFC 9110) of what we speak, else Chinese. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const header = request.headers['accept-language'] ?? '';
  // Browsers send the same few again and again.
  const before = known.get(header);
  if (before) return before;
  const language = heaviest(header);
  if (known.size >= MAX_KNOWN) known.clear();
  if (header.length <= MAX_LENGTH) known.set(header, language);
  return language;
}

function heaviest(header: string): Language {
  const wanted = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    const [, language] = SPOKEN.find(([prefix]) => tag.startsWith(prefix)) ?? [];
    return language && weight > 0 ? [{ language, weight }] : [];
  });
  wanted.sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'zh-CN';
}
