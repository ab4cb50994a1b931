import { proveSequencer } from './sequencer/suite.js';

describe('The sequencer, killed', () => proveSequencer('Sequencer', 500));
