export * from './credit-code.js';
export * from './dates.js';
export * from './decimal.js';
export * from './errors.js';
export * from './field-problems.js';
export * from './resource.js';
export * from './search.js';
export * from './sentence.js';
