/**
 * SQL of whether a task `t` lets its holder read the document: it waits for the holder, or the holder has decided. One that
 * was withdrawn, or that somebody else decided, does not any more. It says what is not so, because the index of who has
 * what to do would find everything that somebody has ever decided.
 */
export const READING = `t.state NOT IN ('waiting', 'cancelled')`;
