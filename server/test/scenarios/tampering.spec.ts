import { proveTampering } from '../prove/tampering/suite.js';

describe('Tampering, a sample', () => proveTampering('Tampering', { rows: 1, sample: 40 }));
