import { proveMigrations } from '../prove/migrations/suite.js';

describe('Killed migrations, a sample', () => proveMigrations('Migrations', 90));
