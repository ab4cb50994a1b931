import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, Tokens } from './sessions.js';

const COOKIE = 'gx_refresh';
const PATH = '/api/v1/auth';
const DAYS_30 = 30 * 86_400;

/** What the body of a sign-in carries. */
export interface AccessView {
  readonly accessToken: string;
  readonly expiresIn: number;
}

/** Where a request comes from. */
export const callerOf = (request: FastifyRequest): Caller => ({
  ip: request.ip,
  userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
});

export const refreshCookie = (request: FastifyRequest): string | undefined => request.cookies[COOKIE];

/** Puts the refresh token where scripts can't read it, and answers the rest. */
export function setRefreshCookie(reply: FastifyReply, request: FastifyRequest, tokens: Tokens): AccessView {
  void reply.setCookie(COOKIE, tokens.refreshToken, {
    path: PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: DAYS_30,
  });
  return { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn };
}

export const clearRefreshCookie = (reply: FastifyReply): void => void reply.clearCookie(COOKIE, { path: PATH });
