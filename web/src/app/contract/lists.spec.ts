import { describe, expect, it } from 'vitest';
import { modules } from '@/modules';
import { sortName } from '@/documents/values';
import { paths } from './openapi';

const sortsOf = (path: string): string[] =>
  (paths[`/api/v1${path}`]?.get?.parameters ?? [])
    .filter(({ name }) => name === 'sort')
    .flatMap(({ schema }) => schema.enum ?? [])
    .filter((sort) => !sort.startsWith('-'));

describe.each(modules.flatMap((module) => module.resources).map((ui) => [ui.permission, ui] as const))(
  'the console shows of %s what the API has:',
  (_id, ui) => {
    it('a timeline with comments and files', () => {
      expect(ui.kind === 'document' || ui.can.timeline).toBe(`/api/v1${ui.path}/{id}/timeline` in paths);
    });
    it('a list that is sorted by all that the server can sort by, and by nothing else', () => {
      const offered = ui.columns.filter((column) => column.sort).map(sortName);
      expect(offered.sort()).toEqual(sortsOf(ui.path).sort());
      if (ui.defaultSort) expect(offered).toContain(ui.defaultSort.replace('-', ''));
    });
  },
);
