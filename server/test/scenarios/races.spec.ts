import { proveRaces } from '../prove/races/suite.js';

describe('Races, a sample', () => proveRaces('Races', 1));
