import { proveSequencer } from '../prove/sequencer/suite.js';

describe('The sequencer, killed: a sample', () => proveSequencer('Sequencer', 15));
