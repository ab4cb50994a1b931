import { changedTables, type RowWatch } from '../../support/checksum.js';
import type { Wire } from '../../support/wire.js';
import { fileCases, idCases, kindCases, scopeCases, tokenCases } from './access-cases.js';
import { idSpellingCases, spellingCases } from './address-cases.js';
import { envelopeCases, fieldCases, objectCases, unaskedCases } from './body-cases.js';
import { encodingCases } from './encoding-cases.js';
import { judge, type Case } from './judge.js';
import { archivedCases, nestedCases } from './nested-cases.js';
import { parameterCases, queryCases } from './query-cases.js';
import { exportCases, lackCases, roleCases } from './role-cases.js';
import type { Route } from './route.js';
import type { Stage } from './stage.js';
import { amendmentCases, fixedFileCases, situationCases, stateCases } from './state-cases.js';
import { uploadCases } from './upload-cases.js';
import { versionCases } from './version-cases.js';

type Generator = (stage: Stage, route: Route) => Case[];

/** Every kind of case; each says itself to which routes it applies. */
export const GENERATORS: Readonly<Record<string, Generator>> = {
  ...{ token: tokenCases, role: roleCases, lack: lackCases, export: exportCases, scope: scopeCases },
  ...{ id: idCases, kind: kindCases, file: fileCases, version: versionCases },
  ...{ state: stateCases, amendment: amendmentCases, 'fixed file': fixedFileCases, situation: situationCases },
  ...{ spelling: spellingCases, 'id spelling': idSpellingCases, parameter: parameterCases, query: queryCases },
  ...{ envelope: envelopeCases, encoding: encodingCases, unasked: unaskedCases, object: objectCases },
  ...{ field: fieldCases, nested: nestedCases, archived: archivedCases, upload: uploadCases },
};

/** All cases of a route. */
export const casesOf = (stage: Stage, route: Route): Case[] =>
  Object.values(GENERATORS).flatMap((generate) => generate(stage, route));

const AT_ONCE = 8;

/** Sends cases, some at once, and says what is wrong with the answers. */
async function answered(wire: Wire, name: string, cases: readonly Case[]): Promise<string[]> {
  const findings: string[] = [];
  const queue = [...cases];
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const { request } = one;
      const flaws = await wire.send(request).then(
        (answer) => judge(one, answer),
        (error: Error) => [`no answer: ${error.message}`],
      );
      findings.push(...flaws.map((flaw) => `${name} | ${one.name} | ${flaw}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return findings.sort();
}

/**
 * What is wrong with the answers to cases that must all be refused, and which of them changed a row. Rows are compared once
 * for all; only when something has changed, each case is sent again by itself to find the one that did it.
 */
export async function run(wire: Wire, watch: RowWatch, name: string, cases: readonly Case[]): Promise<string[]> {
  const before = await watch.sums();
  const findings = await answered(wire, name, cases);
  const changed = changedTables(before, await watch.sums());
  if (changed.length === 0) return findings;
  const culprits: string[] = [];
  for (const one of cases) {
    const last = await watch.sums();
    await wire.send(one.request).catch(() => undefined);
    const now = changedTables(last, await watch.sums());
    if (now.length > 0) culprits.push(`${name} | ${one.name} | changed ${now.join(', ')}`);
  }
  return [...findings, ...(culprits.length ? culprits : [`${name} | some case, once | changed ${changed.join(', ')}`])];
}
