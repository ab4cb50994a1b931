import type { Ref, Schemas } from '@/api/types';

type Item = Schemas['LintItem'];

/** Submissions of a person that would be refused for one reason; without a person it is everybody's. */
export interface DeadEnd {
  key: string;
  who: Ref | null;
  /** What could not be submitted, and the flow that it would take. */
  documents: { type: string; flow: Ref | null }[];
  reason: string;
}

/** Findings that one remedy mends stand together: those of a person, by their reason. */
export function deadEnds(items: readonly Item[]): DeadEnd[] {
  const found = new Map<string, DeadEnd>();
  for (const { documentType, flow, user, problem } of items) {
    const reason = user ? String((problem as Record<string, unknown>)['detail'] ?? '') : '';
    const key = `${user?.id ?? ''} ${reason}`;
    const known = found.get(key) ?? { key, who: user, documents: [], reason };
    known.documents.push({ type: documentType, flow });
    found.set(key, known);
  }
  return [...found.values()];
}
