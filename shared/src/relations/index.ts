import { defineResource } from '../kernel/index.js';

export const interaction = defineResource({
  type: 'interaction',
  module: 'relations',
  path: 'relations/interactions',
  scope: 'owner',
});

export const INTERACTION_KINDS = ['visit', 'call', 'mail', 'wechat', 'meeting'] as const;
