import type { Query } from '@/api/http';
import type { ResourceUi } from '@/documents/document-ui';

/** What a list is asked for a term. */
export interface Question {
  ui: ResourceUi;
  query: Query;
  /** The field of the rows that tells why they were found, where it is neither name nor number. */
  by?: string;
}

/** `SO-202611-0003`, `C0012`: names of people and settings need not be searched for it. */
const NUMBER = /^[a-z][\w/-]*\d{2}$/i;
const PHONE_FIELDS: readonly string[] = ['mobile', 'phone'];

/** The whole of a phone number, or its end. */
const isPhone = (term: string): boolean => /^\+?[\d -]+$/.test(term) && term.replace(/\D/g, '').length >= 4;
const hasNumbers = (ui: ResourceUi): boolean => ui.kind === 'document' || ui.columns.some(({ key }) => key === 'code');

/** The phone numbers that the records of a resource have. */
export const phonesOf = (ui: ResourceUi): string[] =>
  ui.sections.flatMap(({ fields }) => fields.map(({ key }) => key)).filter((key) => PHONE_FIELDS.includes(key));

/** What is asked of whom to find records that have a page, by name, number or phone, in the order of the resources. */
export function questionsFor(term: string, resources: readonly ResourceUi[]): Question[] {
  const asked = (ui: ResourceUi) => ui.searchable && (hasNumbers(ui) || !NUMBER.test(term));
  const phones = (ui: ResourceUi) => (isPhone(term) ? phonesOf(ui) : []);
  return resources
    .filter((ui) => ui.can.record)
    .flatMap((ui): Question[] => [
      ...(asked(ui) ? [{ ui, query: { q: term } }] : []),
      ...phones(ui).map((by) => ({ ui, query: { [`${by}[contains]`]: term }, by })),
    ]);
}

/** Does all the tasks, so many at a time, and answers in their order. */
export async function inTurns<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  const waiting = tasks.entries();
  const worker = async (): Promise<void> => {
    for (const [index, task] of waiting) results[index] = await task();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
