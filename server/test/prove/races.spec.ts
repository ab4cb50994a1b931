import { proveRaces } from './races/suite.js';

describe('Races', () => proveRaces('Races', 20));
