import { proveBooks } from './books/suite.js';

const EFFORT = { runs: 6, acts: 200, crowds: 2, before: 60, rounds: 60 };

describe('Books', () => proveBooks('Books', { ...EFFORT, isWhole: true, shrinkingMs: 150_000 }));
