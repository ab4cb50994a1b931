import { describe, expect, it } from 'vitest';
import { phonesOf } from '@/app/palette/questions';
import { modules } from '@/modules';
import { sortName } from '@/documents/values';
import { paths } from './openapi';

const parametersOf = (path: string): string[] =>
  (paths[`/api/v1${path}`]?.get?.parameters ?? []).map(({ name }) => name);

const sortsOf = (path: string): string[] =>
  (paths[`/api/v1${path}`]?.get?.parameters ?? [])
    .filter(({ name }) => name === 'sort')
    .flatMap(({ schema }) => schema.enum ?? [])
    .filter((sort) => !sort.startsWith('-'));

describe.each(modules.flatMap((module) => module.resources).map((ui) => [ui.permission, ui] as const))(
  'the console shows of %s what the API has:',
  (_id, ui) => {
    it('a timeline with comments and files', () => {
      expect(ui.kind !== 'log').toBe(`/api/v1${ui.path}/{id}/timeline` in paths);
    });
    it('a search, and one by the end of each phone number', () => {
      expect(ui.searchable).toBe(parametersOf(ui.path).includes('q'));
      for (const phone of phonesOf(ui)) expect(parametersOf(ui.path)).toContain(`${phone}[contains]`);
    });
    it('a list that is sorted by all that the server can sort by, and by nothing else', () => {
      const offered = ui.columns.filter((column) => column.sort).map(sortName);
      expect(offered.sort()).toEqual(sortsOf(ui.path).sort());
      if (ui.defaultSort) expect(offered).toContain(ui.defaultSort.replace('-', ''));
    });
  },
);
