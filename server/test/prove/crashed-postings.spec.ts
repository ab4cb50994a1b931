import { provePostings } from './crashes/posting-suite.js';

describe('Killed postings', () => provePostings('Killed postings'));
