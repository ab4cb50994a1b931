import { defineResource } from '../kernel/index.js';

export const customer = defineResource({
  type: 'customer',
  module: 'customers',
  path: 'customers',
  scope: 'owner',
  watched: true,
  sensitive: ['creditLimit', 'phone', 'creditCode', 'invoiceTitles', 'addresses'],
});
export const contact = defineResource({
  type: 'contact',
  module: 'customers',
  path: 'customers/contacts',
  scope: 'owner',
  watched: true,
  sensitive: ['mobile', 'phone', 'email'],
});

export const CUSTOMER_TYPES = ['enterprise', 'person'] as const;
/** A contact's part in decisions. */
export const CONTACT_ROLES = ['decider', 'influencer', 'buyer', 'user', 'opponent'] as const;
export const ADDRESS_KINDS = ['registered', 'delivery', 'invoice'] as const;
