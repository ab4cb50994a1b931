import type { Operator } from '../lists/list-query.js';

/** What an operation does, what a caller should know, and what a success answers. */
export interface OperationWords {
  readonly summary: string;
  readonly description?: string;
  readonly answer: string;
}

/** What an operation is about: `sales order`, `sales orders`, with its article. */
interface About {
  readonly a: string;
  readonly one: string;
  readonly many: string;
}
type Words = readonly [summary: (about: About) => string, answer: (about: About) => string, description?: string];

const record: Words[1] = ({ one }) => `The ${one}`;
const changed: Words[1] = ({ one }) => `The ${one} as it is now`;
const nothing: Words[1] = () => 'Done; nothing to tell';

/** By verb. */
const VERBS: Readonly<Record<string, Words>> = {
  list: [
    ({ many }) => `List ${many}`,
    ({ many }) => `A page of ${many}, or a table of all with Accept: text/csv`,
    'Filters, one sort, a cursor, and a search, within what the caller may see.',
  ],
  get: [({ a }) => `Read ${a}`, record],
  create: [({ a }) => `Create ${a}`, ({ one }) => `The new ${one}`],
  update: [({ a }) => `Change ${a}`, changed, 'What is left out stays; null clears.'],
  remove: [
    ({ a }) => `Delete ${a}`,
    nothing,
    'Only what nothing refers to; of documents, only drafts without a number.',
  ],
  archive: [({ a }) => `Archive ${a}`, changed, 'It stays where it is named and is not offered any more.'],
  restore: [({ a }) => `Take ${a} back into use`, changed],
  activate: [({ a }) => `Activate ${a}`, changed],
  timeline: [({ a }) => `Read what happened to ${a}`, () => 'Acts, changes and comments, the newest first'],
  comment: [
    ({ a }) => `Comment on ${a}`,
    () => 'The first page of the timeline',
    'Who is mentioned finds it in the inbox.',
  ],
  attachments: [({ a }) => `List the files of ${a}`, () => 'Its files'],
  attach: [({ a }) => `Add a file to ${a}`, () => 'The file', 'A form with one part; its kind is told by its content.'],
  attachment: [({ a }) => `Download a file of ${a}`, () => 'The file'],
  detach: [({ a }) => `Remove a file from ${a}`, nothing, 'What a document was submitted with stays.'],
  copy: [({ a }) => `Copy ${a}`, ({ one }) => `A new draft of the ${one}`],
  approval: [({ a }) => `Read who decides on ${a}`, () => 'The run at hand and those before it'],
  chain: [
    ({ a }) => `Read what ${a} came from and what came of it`,
    () => 'Documents and how much each did of another',
  ],
  submit: [({ a }) => `Submit ${a} for approval`, changed, 'Its content is fixed from now on.'],
  withdraw: [({ a }) => `Take ${a} back before anybody decided`, changed],
  approve: [
    ({ a }) => `Approve ${a}`,
    changed,
    'For the person who is asked, never for an author. The last approval puts it into force.',
  ],
  reject: [({ a }) => `Reject ${a}`, changed],
  transfer: [({ a }) => `Pass the decision on ${a} on to somebody else`, changed],
  close: [({ a }) => `Close what is left of ${a}`, changed],
  void: [({ a }) => `Void ${a}`, changed, 'Takes back what it did, as long as nothing depends on it.'],
  amend: [({ a }) => `Begin an amendment of ${a}`, () => 'The document as the amendment wants it'],
  amendment: [({ a }) => `Read the open amendment of ${a}`, () => 'The document as the amendment wants it'],
  editAmendment: [({ a }) => `Change the open amendment of ${a}`, () => 'The document as the amendment wants it'],
  discardAmendment: [({ a }) => `Discard the open amendment of ${a}`, changed],
  revisions: [({ a }) => `Compare the revisions of ${a}`, () => 'What each revision changed'],
  openLines: [({ a }) => `List lines that ${a} could take along`, () => 'Open lines, the oldest first'],
  link: [({ a }) => `Make a one-time link for ${a}`, () => 'The link; the one before it ends'],
};

const said = (summary: string, answer: string, description?: string): Words => [
  () => summary,
  () => answer,
  description,
];

/** By resource and verb, where the verb alone does not say it. */
const SPECIAL: Readonly<Record<string, Words>> = {
  'auth.signIn': said('Sign in', 'An access token; the refresh token comes as a cookie'),
  'auth.refresh': said(
    'Renew the access token',
    'An access token',
    'By the cookie of the sign-in, which changes with it.',
  ),
  'auth.signOut': said('Sign out', 'Done; nothing to tell'),
  'auth.link': said('Read whom a one-time link is for', 'Name and login'),
  'auth.useLink': said('Choose a password by a one-time link', 'An access token'),
  'auth.changePassword': said('Change one’s own password', 'Done; the other sessions have ended'),
  'auth.sessions': said('List one’s own sessions', 'Sessions, the latest first'),
  'auth.endSession': said('End one of one’s own sessions', 'Done; nothing to tell'),
  'auth.state': said('Read whether the company is set up', 'What the sign-in page shows'),
  'auth.setup': said('Set the company up', 'An access token, and the link for the second person'),
  'auth.me': said('Read who one is and what one may', 'The caller'),
  'auth.updateMe': said('Change one’s own language', 'The caller'),
  'auth.demoUsers': said('List the people of a demo company', 'Names', 'In demo companies only.'),
  'auth.demoSignIn': said('Sign in as somebody of a demo company', 'An access token', 'In demo companies only.'),
  'inbox.get': said('Read what waits for the caller', 'Approvals, mentions, and next steps that are due'),
  'inbox.list': said('Read what waits for the caller', 'Approvals, mentions, and next steps that are due'),
  'inbox.release': said('Approve many releases at once', 'What became of each', 'Each is decided by itself.'),
  'inbox.seeMention': said('Note that a mention was read', 'Done; nothing to tell'),
  'permission.list': said('List what roles can allow', 'Permissions, as the routes ask for them'),
  'user.deactivate': said(
    'Keep a user out',
    'The user as it is now',
    'Sessions end; what waits for them is handed over.',
  ),
  'currency.rates': said('List the exchange rates of a currency', 'Rates, the latest first'),
  'currency.addRate': said('Enter the exchange rate of a day', 'The currency as it is now'),
  'approvalFlow.activate': said('Put a flow in force', 'The flow', 'By somebody who did not write it.'),
  'approvalFlow.retire': said('Take a flow out of force', 'The flow', 'By somebody who did not write it.'),
  'approvalFlow.lint': said('Look for dead ends in all flows', 'Where a submission would find nobody to decide'),
  'approvalFlow.simulate': said('Try a flow', 'Who would decide, step by step'),
  'auditLog.verify': said('Prove the audit chain', 'Whether it is whole, and where it is not'),
  'auditLog.books': said('Prove the books', 'Every check with its differences'),
  'receipt.settle': said('Use a deposit for open items', 'The receipt as it is now'),
  'customer.credit': said('Read the credit of a customer', 'Limit, open orders, receivables and deposits'),
  'customer.earlierPrices': said('List earlier prices of a customer for a product', 'The last five that were approved'),
  'quotation.order': said('Make an order of a quotation', 'The new draft'),
  'salesOrder.deliver': said('Make a delivery of what is open of an order', 'The new draft'),
  'delivery.invoice': said('Make an invoice of what is open of a delivery', 'The new draft'),
  'interaction.done': said('Note that a next step is done', 'The interaction as it is now'),
  'expense.reimburse': said('Pay an expense claim', 'The claim as it is now', 'Never by one of its authors.'),
};

function aboutOf(resource: string): About {
  const one = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const many = one.endsWith('y') && !/[aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
  return { one, many: many.endsWith('ss') ? one : many, a: `${/^[aeio]/.test(one) ? 'an' : 'a'} ${one}` };
}

/** The words of an operation, such as `salesOrder.submit`. @throws Error for one that has none. */
export function wordsOf(operationId: string): OperationWords {
  const [resource = '', verb = ''] = operationId.split('.');
  const words = SPECIAL[operationId] ?? VERBS[verb];
  if (!words) throw new Error(`nothing says what ${operationId} does`);
  const [summary, answer, description] = words;
  const about = aboutOf(resource);
  return { summary: summary(about), answer: answer(about), ...(description ? { description } : {}) };
}

/** What the filter `field[operator]` asks for. */
export const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  eq: 'Is this',
  ne: 'Is not this; what has no value counts',
  in: 'Is one of these, separated by commas; 200 at most',
  gt: 'Is greater, or later',
  gte: 'Is this, greater, or later',
  lt: 'Is smaller, or earlier',
  lte: 'Is this, smaller, or earlier',
  contains: 'Contains this text, in capitals or not',
  empty: '`true`: has no value; `false`: has one',
};
