import { describe, expect, it } from 'vitest';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import * as inventory from '@guanxi/shared/inventory';
import * as office from '@guanxi/shared/office';
import * as salesOrders from '@guanxi/shared/sales-orders';
import { modules } from '@/modules';
import type { ResourceUi } from '@/documents/document-ui';
import { formOf } from '@/documents/formModes';
import { bodyOf, editsOf } from '@/documents/values';
import { documentTypes } from '@/modules/system/documentTypes';

const isDocument = (value: unknown): value is DocumentDefinition =>
  typeof value === 'object' && value !== null && 'document' in value;
const definitions = [salesOrders, inventory, office].flatMap((module) => Object.values(module).filter(isDocument));
const uis = modules.flatMap((module) => module.resources);
const keysOf = (ui: ResourceUi) => ui.sections.flatMap((section) => section.fields.map((field) => field.key));

describe.each(definitions.map((definition) => [definition.type, definition] as const))('%s', (type, definition) => {
  it('has a form of what may be changed in every state, with nothing else in it', () => {
    const form = formOf(
      uis.find(({ resource }) => resource === type)!,
      'side',
    );
    expect(keysOf(form).sort()).toEqual([...definition.sideFields].sort());
    expect(form.lines).toBeUndefined();
  });
  it('can be numbered and have approval flows of its own', () => {
    expect(documentTypes()).toContain(type);
  });
});

describe('the form of side fields', () => {
  it('sends what was changed of them and no lines', () => {
    const form = formOf(
      uis.find(({ resource }) => resource === 'delivery')!,
      'side',
    );
    const record = {
      id: 'd1',
      version: 2,
      carrier: 'SF',
      trackingNo: null,
      tags: [],
      warehouse: { id: 'w1' },
      lines: [{}],
    };
    const before = editsOf(form, record);
    const edits = { ...structuredClone(before), trackingNo: 'SF1', tags: ['late'] };
    expect(bodyOf(form, edits, before)).toEqual({ trackingNo: 'SF1', tags: ['late'] });
  });
});
