import { request } from '@/api/http';
import type { Page } from '@/api/types';
import type { ResourceUi, Row } from '@/documents/document-ui';
import { inTurns, questionsFor, type Question } from './questions';

/** A record that was found. */
export interface Found {
  id: string;
  title: string;
  detail: string;
}

const PER_KIND = 4;
const AT_ONCE = 5;

const foundBy = ({ ui, by }: Question, row: Row): Found => ({
  id: String(row['id']),
  title: ui.title(row),
  detail: String(row[by ?? 'number'] ?? row['code'] ?? ''),
});

/** Records that match a term, by resource. What the person may not ask for finds nothing. */
export async function findRecords(
  term: string,
  resources: readonly ResourceUi[],
  signal: AbortSignal,
): Promise<[ResourceUi, Found[]][]> {
  const ask = (question: Question) => async (): Promise<[ResourceUi, Found[]]> => {
    const query = { ...question.query, limit: PER_KIND };
    const page = signal.aborted
      ? undefined
      : await request<Page<Row>>('GET', question.ui.path, { query, signal }).catch(() => undefined);
    return [question.ui, page?.items.map((row) => foundBy(question, row)) ?? []];
  };
  const found = new Map<ResourceUi, Map<string, Found>>();
  for (const [ui, records] of await inTurns(questionsFor(term, resources).map(ask), AT_ONCE)) {
    const known = found.get(ui) ?? new Map<string, Found>();
    for (const record of records) if (!known.has(record.id)) known.set(record.id, record);
    if (known.size) found.set(ui, known);
  }
  return [...found].map(([ui, records]) => [ui, [...records.values()].slice(0, PER_KIND)]);
}
