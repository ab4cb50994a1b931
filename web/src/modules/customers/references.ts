import type { ReferenceSource } from '@/documents/document-ui';
import { isRef } from '@/documents/document-ui';

export const customerSource: ReferenceSource = {
  path: '/customers',
  query: () => ({ archived: false }),
};

/** Contacts of the customer that is chosen beside. */
export const contactSource: ReferenceSource = {
  path: '/customers/contacts',
  hint: (row) => String(row['title'] ?? row['mobile'] ?? ''),
  query: (edits) => ({ customerId: isRef(edits['customer']) ? edits['customer'].id : undefined, archived: false }),
};
