/** What differs between two answers to the same question, whatever they are about. */
const PASSING = new Set(['instance', 'at', 'seq', 'requestId', 'recordVersion', 'nextCursor']);

/** An answer without the numbers, instants and cursors of the log entries in it. */
export const withoutNotes = (body: unknown): string =>
  JSON.stringify(body ?? {}, function (this: unknown, key: string, value: unknown): unknown {
    const isNote = key === 'id' && typeof this === 'object' && this !== null && 'at' in this;
    return PASSING.has(key) || isNote ? undefined : value;
  });

/** An answer to something that is only tried: new ids and instants are numbered as they come. */
export function unnamed(body: unknown): string {
  const known: string[] = [];
  return withoutNotes(body)
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+00:00)/g, '<instant>')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
      if (!known.includes(id)) known.push(id);
      return `<${known.indexOf(id) + 1}>`;
    });
}
