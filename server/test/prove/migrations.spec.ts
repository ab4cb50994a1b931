import { proveMigrations } from './migrations/suite.js';

describe('Killed migrations', () => proveMigrations('Migrations'));
