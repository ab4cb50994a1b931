import { ApiError } from './error';
import { newKey } from './key';
import type { SignedIn } from './types';

export const API_BASE = '/api/v1';

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;

export interface RequestOptions {
  query?: Query;
  body?: unknown;
  form?: FormData;
  /** Sent as `If-Match`: the version that the person saw. */
  version?: number;
  /** One per act of the person, so that a repeated request is not a second act. */
  idempotencyKey?: string;
  /** Sign-in and the like: no token, no refresh. */
  anonymous?: boolean;
  signal?: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

let accessToken: string | null = null;
let refreshing: Promise<boolean> | null = null;
let onSignedOut: () => void = () => undefined;

export function setAccessToken(token: string | null): void {
  accessToken = token;
}

/** Called when the session cannot be refreshed any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function queryString(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

function headersFor(method: Method, options: RequestOptions, accept: string): Headers {
  const headers = new Headers({ Accept: accept, 'Accept-Language': document.documentElement.lang || 'zh-CN' });
  if (accessToken && !options.anonymous) headers.set('Authorization', `Bearer ${accessToken}`);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') headers.set('Idempotency-Key', options.idempotencyKey ?? newKey());
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  return headers;
}

async function send(method: Method, path: string, options: RequestOptions, accept: string): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: headersFor(method, options, accept),
    credentials: 'same-origin',
    body: options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
    signal: options.signal,
  };
  return fetch(`${API_BASE}${path}${queryString(options.query)}`, init).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw ApiError.network();
  });
}

/** Exchanges the refresh cookie for a token, if there is one. Requests that fail together share one exchange. */
export function refresh(): Promise<boolean> {
  refreshing ??= exchange().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function exchange(): Promise<boolean> {
  const response = await send('POST', '/auth/refresh', { anonymous: true }, 'application/json');
  if (!response.ok || response.status === 204) {
    accessToken = null;
    return false;
  }
  const answer = (await response.json()) as SignedIn;
  accessToken = answer.accessToken;
  return true;
}

async function answered(method: Method, path: string, options: RequestOptions, accept: string): Promise<Response> {
  const fixed = { ...options, idempotencyKey: options.idempotencyKey ?? newKey() };
  let response = await send(method, path, fixed, accept);
  if (response.status === 401 && !options.anonymous) {
    if (await refresh()) response = await send(method, path, fixed, accept);
    else onSignedOut();
  }
  if (!response.ok) throw await ApiError.from(response);
  return response;
}

/** The only way to the server. Fails with `ApiError`, never with anything else but an abort. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await answered(method, path, options, 'application/json');
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A file: an export or an attachment. */
export async function download(path: string, query: Query | undefined, accept: string): Promise<Blob> {
  const response = await answered('GET', path, { query }, accept);
  return response.blob();
}
