export * from './definition.js';
export * from './lifecycle.js';
export * from './totals.js';
