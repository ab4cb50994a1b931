import { provePostings } from '../prove/crashes/posting-suite.js';

describe('Killed postings, a sample', () => provePostings('Killed postings', 10));
