/** Shapes that every resource of the API shares. Decimals are strings, dates `YYYY-MM-DD`, instants RFC 3339. */

export type Language = 'zh-CN' | 'en';

export interface Ref {
  id: string;
  name: string;
  code?: string;
}

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  status: number;
  instance?: string;
  code: string;
  errors?: FieldProblem[];
  [fact: string]: unknown;
}

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
  total?: number;
  totalIsCapped?: boolean;
}

/** A record as the generic pages see it: whatever its own fields are, these are there. */
export interface RecordView {
  id: string;
  version: number;
  archived?: boolean;
  createdAt?: string;
  updatedAt?: string;
  [field: string]: unknown;
}

export type DocumentStatus = 'draft' | 'pending' | 'rejected' | 'effective' | 'completed' | 'closed' | 'void';

export type ActName =
  'edit' | 'delete' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'transfer' | 'close' | 'void' | 'amend' | 'copy';

export interface Act {
  act: ActName;
  allowed: boolean;
  reason?: string;
}

export interface Progress {
  done: string;
  total: string;
  share: string;
}

export interface DocumentView extends RecordView {
  type: string;
  number: string | null;
  status: DocumentStatus;
  revision: number;
  owner: Ref | null;
  department: Ref | null;
  createdBy: Ref | null;
  date: string;
  lines?: Record<string, unknown>[];
  progress?: Record<string, Progress>;
  acts: Act[];
}

export interface ApprovalTask {
  id: string;
  assignee: Ref;
  state: 'waiting' | 'open' | 'approved' | 'rejected' | 'transferred' | 'cancelled';
  openedAt: string | null;
  decidedAt: string | null;
  comment: string | null;
}

export interface ApprovalStep {
  no: number;
  name: string;
  mode: 'any' | 'all' | 'sequence';
  tasks: ApprovalTask[];
}

export interface Approval {
  id: string;
  revision: number;
  kind: 'commitment' | 'release' | 'coverage';
  status: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'covered';
  submittedBy: Ref;
  submittedAt: string;
  completedAt: string | null;
  steps: ApprovalStep[];
}

export interface ApprovalAnswer {
  current: Approval | null;
  history: Approval[];
  /** Whether it is the turn of the person who asks. */
  mine: boolean;
  /** Those who may not decide: they wrote it, submitted it or get the money. */
  authors: Ref[];
}

export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

export interface TimelineItem {
  id: string;
  at: string;
  actor: Ref | null;
  kind: 'comment' | 'change' | 'act';
  action: string;
  text?: string;
  changes?: Change[];
}

export interface ChainNode {
  id: string;
  type: string;
  number: string | null;
  status: DocumentStatus;
  amount: string | null;
  date: string;
  currency: string | null;
  current: boolean;
  /** Who has to decide on it, since when; null unless it waits. */
  held: { by: Ref[]; since: string | null } | null;
}

export interface ChainLane {
  type: string;
  share: string | null;
  nodes: ChainNode[];
}

export interface Chain {
  nodes: ChainNode[];
  lanes: ChainLane[];
}

export interface Attachment {
  id: string;
  name: string;
  size: number;
  createdAt: string;
  createdBy?: Ref | null;
}

export interface InboxApproval {
  taskId: string;
  approvalId: string;
  document: {
    id: string;
    type: string;
    number: string | null;
    title: string;
    amount: string | null;
    currency: string | null;
  };
  kind: Approval['kind'];
  submittedBy: Ref;
  submittedAt: string;
  since: string;
}

export interface InboxDue {
  id: string;
  kind: string;
  title: string;
  party: Ref | null;
  dueDate: string;
  recordType: string;
  recordId: string;
}

export interface Inbox {
  approvals: InboxApproval[];
  due: InboxDue[];
  counts: { approvals: number; releases: number; due: number };
}

export interface ReleaseResult {
  taskId: string;
  ok: boolean;
  problem?: Problem;
}

export type FieldRule = 'hidden' | 'masked' | 'read-only';

export interface Me {
  id: string;
  name: string;
  login: string;
  language: Language | null;
  department: Ref | null;
  company: {
    id: string;
    name: string;
    baseCurrency: string;
    minorUnit: number;
    timeZone: string;
    language: Language;
    demo: boolean;
  };
  permissions: string[];
  fieldRules: Record<string, Record<string, FieldRule>>;
  releaseBlocked: boolean;
}

export interface AuthState {
  setupNeeded: boolean;
  companyName: string | null;
  language: Language;
  demo: boolean;
}

export interface SignedIn {
  accessToken: string;
  expiresIn: number;
}

export interface SetupInput {
  token: string;
  company: {
    name: string;
    country: string;
    timeZone: string;
    language: Language;
    baseCurrency: string;
    preset: string;
    content: 'empty' | 'demo';
  };
  administrator: { name: string; login: string; password: string };
  second: { name: string; login: string };
}

export interface SessionItem {
  id: string;
  current: boolean;
  userAgent: string | null;
  ip: string | null;
  createdAt: string;
  lastUsedAt: string;
}

export interface DemoUser {
  id: string;
  name: string;
  title: string | null;
  department: string | null;
}
