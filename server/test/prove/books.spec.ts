import { proveBooks } from './books/suite.js';

describe('Books', () => proveBooks('Books', { runs: 6, acts: 200, together: 400, shrinkingMs: 150_000 }));
