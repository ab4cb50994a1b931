import { request } from './http';
import type { AuthState, Inbox, Language, Me, Schemas, SignedIn } from './types';

const anonymous = true;

export const authApi = {
  state: () => request<AuthState>('GET', '/auth/state', { anonymous }),
  setup: (body: Schemas['SetupInput']) => request<Schemas['SetupView']>('POST', '/auth/setup', { body, anonymous }),
  signIn: (login: string, password: string) =>
    request<SignedIn>('POST', '/auth/sign-in', { body: { login, password }, anonymous }),
  signOut: () => request<void>('POST', '/auth/sign-out'),
  link: (token: string) => request<Schemas['LinkView']>('GET', `/auth/links/${token}`, { anonymous }),
  useLink: (token: string, password: string) =>
    request<SignedIn>('POST', `/auth/links/${token}`, { body: { password }, anonymous }),
  me: () => request<Me>('GET', '/auth/me'),
  setLanguage: (language: Language) => request<void>('PATCH', '/auth/me', { body: { language } }),
  changePassword: (current: string, next: string) =>
    request<void>('POST', '/auth/password', { body: { current, next } }),
  sessions: () => request<Schemas['SessionsView']>('GET', '/auth/sessions'),
  endSession: (id: string) => request<void>('DELETE', `/auth/sessions/${id}`),
  demoUsers: () => request<Schemas['DemoUsersView']>('GET', '/auth/demo-users'),
  demoSignIn: (userId: string) => request<SignedIn>('POST', '/auth/demo-sign-in', { body: { userId } }),
};

export const inboxApi = {
  read: () => request<Inbox>('GET', '/inbox'),
  release: (taskIds: string[]) => request<Schemas['ReleaseView']>('POST', '/inbox/releases', { body: { taskIds } }),
  see: (mentionId: string) => request<void>('POST', `/inbox/mentions/${mentionId}/seen`),
};
