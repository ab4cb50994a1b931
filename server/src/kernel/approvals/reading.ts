/**
 * SQL of whether a task `t` lets its holder read the document: it waits for the holder, or the holder has decided. One that
 * was withdrawn, or that somebody else decided, does not any more.
 */
export const READING = `t.state IN ('open', 'approved', 'rejected', 'transferred')`;
