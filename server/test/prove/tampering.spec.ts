import { proveTampering } from './tampering/suite.js';

describe('Tampering', () => proveTampering('Tampering', { rows: 2 }));
