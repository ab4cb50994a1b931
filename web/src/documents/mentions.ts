import type { Row } from './document-ui';

/** Somebody who can be named in a comment; `value` is what stands behind the `@`. */
export interface Person {
  id: string;
  value: string;
  hint: string;
}

/** The people found, without oneself; who shares a name is told apart by the login. */
export function peopleOf(rows: readonly Row[], self: string | undefined): Person[] {
  const others = rows.filter((row) => row['id'] !== self);
  const shared = (name: unknown) => rows.filter((row) => row['name'] === name).length > 1;
  return others.map((row) => {
    const [id, name, login] = [String(row['id']), String(row['name']), String(row['login'])];
    return { id, value: shared(name) ? `${name}(${login})` : name, hint: String(row['title'] ?? login) };
  });
}

/** Ids of the chosen people whose names are still in the text. */
export const mentionedIn = (text: string, chosen: readonly Person[]): string[] => [
  ...new Set(chosen.filter(({ value }) => text.includes(`@${value}`)).map(({ id }) => id)),
];
