import type { Actor } from '../../support/actor.js';
import type { Company } from './company.js';
import { bodyFor, ownFor, type Json } from './reference-bodies.js';
import { crossedFor, foreignFor, ownedReferences, type Reference } from './reference-fields.js';

export { unknownReferences } from './reference-fields.js';

const NOTHING = '01900000-0000-7000-8000-00000000dead';

interface Foreigner {
  readonly reference: Reference;
  readonly id: string;
}

const foreigners = (idFor: (reference: Reference) => string | undefined): Foreigner[] =>
  ownedReferences().flatMap((reference) => {
    const id = idFor(reference);
    return id === undefined ? [] : [{ reference, id }];
  });

/**
 * Names, in the body of each write, a record out of sight, and one that does not exist: both must be refused, and in the same
 * words.
 */
export const referenceFindings = (company: Company, viewer: Actor, outOfSight: string): Promise<string[]> =>
  findingsOf(
    company,
    viewer,
    foreigners((reference) => foreignFor(reference, company, outOfSight)),
  );

/** The same with documents of somebody out of sight about a customer in sight. */
export const crossedFindings = (company: Company, viewer: Actor): Promise<string[]> =>
  findingsOf(
    company,
    viewer,
    foreigners((reference) => crossedFor(reference, company)),
  );

const nameOf = ({ route, list, field }: Reference): string => [route.name, list, field].filter(Boolean).join(' ');

async function findingsOf(company: Company, viewer: Actor, all: readonly Foreigner[]): Promise<string[]> {
  const findings: string[] = [];
  for (const { reference, id: foreign } of all) {
    const told = await answer(company, viewer, reference, foreign);
    const nothing = await answer(company, viewer, reference, NOTHING);
    const name = nameOf(reference);
    if (told.isTaken) findings.push(`${name} | takes what is out of sight: ${told.text}`);
    if (told.text.replaceAll(foreign, NOTHING) !== nothing.text)
      findings.push(`${name} | ${told.text} | ${nothing.text}`);
  }
  return findings;
}

/** References where the viewer's own record is answered like nothing: whatever is refused there proves nothing of scopes. */
export async function deafReferences(company: Company, viewer: Actor): Promise<string[]> {
  const findings: string[] = [];
  for (const { reference, id } of foreigners((one) => ownFor(one, company))) {
    const own = await answer(company, viewer, reference, id);
    const nothing = await answer(company, viewer, reference, NOTHING);
    if (nothing.isTaken) findings.push(`${nameOf(reference)} | takes nothing: ${nothing.text}`);
    if (own.text.replaceAll(id, NOTHING) === nothing.text) findings.push(`${nameOf(reference)} | ${own.text}`);
  }
  return findings;
}

async function answer(
  company: Company,
  viewer: Actor,
  reference: Reference,
  id: string,
): Promise<{ isTaken: boolean; text: string }> {
  const { path, body } = bodyFor(reference, company, id);
  const method = reference.route.method === 'PATCH' ? 'patch' : 'post';
  const response = await viewer.send(method, path, body, { 'If-Match': '*' });
  const text = JSON.stringify(response.body, (key, value: unknown) => (key === 'instance' ? undefined : value));
  const refused = (response.body as { items?: Json[] }).items?.every((one) => one['ok'] === false);
  return { isTaken: response.status < 400 && refused !== true, text: `${response.status} ${text}` };
}
