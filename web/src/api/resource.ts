import { download, request, type Query } from './http';
import type { ActName, ApprovalAnswer, Attachment, Chain, Page, RecordView, Schemas } from './types';

export interface WriteOptions {
  idempotencyKey?: string;
  version?: number;
}

export type ActInput = Record<string, unknown>;

/** The verbs that each resource has, under its own path. */
export function resourceApi<View extends RecordView = RecordView>(path: string) {
  const one = (id: string, rest = '') => `${path}/${id}${rest}`;
  return {
    path,
    list: (query: Query, signal?: AbortSignal) => request<Page<View>>('GET', path, { query, signal }),
    csv: (query: Query) => download(path, query, 'text/csv'),
    get: (id: string, signal?: AbortSignal) => request<View>('GET', one(id), { signal }),
    create: (body: unknown, options: WriteOptions = {}) => request<View>('POST', path, { body, ...options }),
    update: (id: string, body: unknown, options: WriteOptions = {}) =>
      request<View>('PATCH', one(id), { body, ...options }),
    remove: (id: string, options: WriteOptions = {}) => request<void>('DELETE', one(id), options),
    act: (id: string, act: ActName | string, body: ActInput = {}, options: WriteOptions = {}) =>
      request<View>('POST', one(id, `/${act}`), { body, ...options }),
    /** What the act would do; nothing changes. */
    dryAct: (id: string, act: ActName | string, body: ActInput = {}, options: WriteOptions = {}) =>
      request<View>('POST', one(id, `/${act}`), { body, query: { dryRun: true }, ...options }),
    approval: (id: string) => request<ApprovalAnswer>('GET', one(id, '/approval')),
    timeline: (id: string, cursor?: string) =>
      request<Schemas['TimelineView']>('GET', one(id, '/timeline'), { query: { cursor } }),
    comment: (id: string, text: string, mentionIds: string[]) =>
      request<unknown>('POST', one(id, '/comments'), { body: { text, mentionIds } }),
    /** The document as its open amendment wants it; its version is the document's. */
    amendment: (id: string) => request<View>('GET', one(id, '/amendment')),
    amend: (id: string, body: unknown, options: WriteOptions = {}) =>
      request<View>('PATCH', one(id, '/amendment'), { body, ...options }),
    discardAmendment: (id: string, options: WriteOptions = {}) =>
      request<View>('DELETE', one(id, '/amendment'), options),
    revisions: (id: string) => request<Schemas['RevisionsView']>('GET', one(id, '/revisions')),
    chain: (id: string) => request<Chain>('GET', one(id, '/chain')),
    attachments: (id: string) => request<Schemas['AttachmentsView']>('GET', one(id, '/attachments')),
    attach: (id: string, file: File) => {
      const form = new FormData();
      form.append('file', file);
      return request<Attachment>('POST', one(id, '/attachments'), { form });
    },
    attachment: (id: string, fileId: string) => download(one(id, `/attachments/${fileId}`), undefined, '*/*'),
    detach: (id: string, fileId: string) => request<void>('DELETE', one(id, `/attachments/${fileId}`)),
  };
}

export type ResourceApi = ReturnType<typeof resourceApi>;
