import { proveBooks } from '../prove/books/suite.js';

describe('Books, a sample', () => proveBooks('Books', { runs: 1, acts: 60, together: 60, shrinkingMs: 60_000 }));
