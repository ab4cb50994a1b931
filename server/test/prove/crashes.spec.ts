import { proveCrashes } from './northwind/suite.js';

describe('Crashes', () => proveCrashes('Crashes', { orders: 830, crashes: 40, calmMs: 600, proved: 0.25 }));
