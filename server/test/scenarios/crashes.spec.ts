import { proveCrashes } from '../prove/northwind/suite.js';

describe('Crashes, a sample', () => proveCrashes('Crashes', { orders: 40, crashes: 3, calmMs: 300, proved: 1 }));
