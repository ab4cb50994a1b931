import type { Schemas } from '@guanxi/shared/api';

/**
 * Shapes of the API, by the names that the console uses. They are aliases of what the server documents: a field that is
 * renamed there breaks the type check here. Decimals are strings, dates `YYYY-MM-DD`, instants RFC 3339.
 */
export type { Schemas };

export type Language = Schemas['MePatch']['language'];
export type Ref = Schemas['RefView'];
export type Me = Schemas['MeView'];
export type FieldRules = Me['fieldRules'];
export type FieldRule = FieldRules[string][string];
export type AuthState = Schemas['StateView'];
export type SignedIn = Schemas['TokenView'];

export type Act = Schemas['ActViewDto'];
export type ActName = Act['act'];
export type Approval = Schemas['ApprovalRunView'];
export type ApprovalStep = Schemas['StepView'];
export type ApprovalTask = Schemas['TaskView'];
export type ApprovalAnswer = Schemas['ApprovalView'];
export type TimelineItem = Schemas['TimelineItem'];
export type Chain = Schemas['ChainView'];
export type ChainLane = Schemas['ChainLane'];
export type ChainNode = Schemas['ChainNode'];
export type Attachment = Schemas['AttachmentView'];
export type Inbox = Schemas['InboxView'];
export type InboxApproval = Schemas['InboxApproval'];
export type InboxDue = Schemas['InboxDue'];
export type Mention = Schemas['MentionView'];

/** What a failed request says. An answer that never came is told in the same shape, without what only a server knows. */
export type Problem = Pick<Schemas['Problem'], 'code' | 'status' | 'errors'> &
  Partial<Pick<Schemas['Problem'], 'detail'>>;
export type FieldProblem = NonNullable<Schemas['Problem']['errors']>[number];

/** One page of any list. */
export type Page<Row> = Omit<Schemas['CustomerRowPage'], 'items'> & { items: Row[] };

/** A record as the generic pages see it: whatever its own fields are, these are there. */
export type RecordView = Pick<Schemas['CustomerView'], 'id' | 'version'> &
  Partial<Pick<Schemas['CustomerView'], 'archived' | 'createdAt' | 'updatedAt'>> & { [field: string]: unknown };

/** What an act that was only tried would do besides. */
export type Foreseen = Schemas['ForeseenView'];

/** A document as the generic pages see it. */
export type DocumentView = RecordView &
  Pick<Schemas['SalesOrderView'], 'type' | 'number' | 'status' | 'revision' | 'owner' | 'department' | 'createdBy'> &
  Pick<Schemas['SalesOrderView'], 'date' | 'acts' | 'amendment'> & { lines?: Record<string, unknown>[] };
