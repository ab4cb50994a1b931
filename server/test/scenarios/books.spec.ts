import { proveBooks } from '../prove/books/suite.js';

describe('Books, a sample', () => proveBooks('Books', { runs: 2, acts: 30, together: 60, shrinkingMs: 60_000 }));
