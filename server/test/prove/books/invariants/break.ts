/** What breaks an invariant, past every guard. */
export type Break = readonly [invariant: string, what: string, how: string];

/** One row of a table. */
export const one = (table: string, where = 'true'): string => `id = (SELECT id FROM ${table} WHERE ${where} LIMIT 1)`;
export const IS_POSTED = `status IN ('effective', 'completed')`;
