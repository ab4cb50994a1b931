import { proveBooks } from './books/suite.js';

describe('Books', () => proveBooks('Books', { runs: 20, acts: 60, together: 400, shrinkingMs: 150_000 }));
