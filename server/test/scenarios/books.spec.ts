import { proveBooks } from '../prove/books/suite.js';

const EFFORT = { runs: 1, acts: 70, crowds: 1, before: 40, rounds: 12 };

describe('Books, a sample', () => proveBooks('Books', { ...EFFORT, isWhole: false, shrinkingMs: 60_000 }));
