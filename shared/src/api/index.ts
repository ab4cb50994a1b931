import type { components } from './schema.js';

/** The shapes of the API by their names, as `server/openapi.json` describes them. */
export type Schemas = components['schemas'];
