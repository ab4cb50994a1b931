import { describe, expect, it } from 'vitest';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import * as inventory from '@guanxi/shared/inventory';
import * as office from '@guanxi/shared/office';
import * as salesOrders from '@guanxi/shared/sales-orders';
import { modules } from '@/modules';
import { valuesOf, type ResourceUi } from '@/documents/document-ui';
import { formOf } from '@/documents/formModes';
import { bodyOf, editsOf } from '@/documents/values';

const isDocument = (value: unknown): value is DocumentDefinition =>
  typeof value === 'object' && value !== null && 'document' in value;
const definitions = [salesOrders, inventory, office].flatMap((module) => Object.values(module).filter(isDocument));
const uis = modules.flatMap((module) => module.resources);
const uiOf = (type: string) => uis.find(({ resource }) => resource === type)!;
const keysOf = (ui: ResourceUi) => ui.sections.flatMap((section) => section.fields.map((field) => field.key));

describe.each(definitions.map((definition) => [definition.type, definition] as const))('%s', (type, definition) => {
  it('has a form of what may be changed in every state, with nothing else in it', () => {
    const form = formOf(uiOf(type), 'side');
    expect(keysOf(form).sort()).toEqual([...definition.sideFields].sort());
    expect(form.lines).toBeUndefined();
  });
  it.each(['numbering-rule', 'approval-flow'])('is one that a %s is set up for', (setting) => {
    const fields = uiOf(setting).sections.flatMap((section) => section.fields);
    expect(valuesOf(fields.find(({ key }) => key === 'documentType')!)).toContain(type);
  });
});

describe('the form of side fields', () => {
  it('sends what was changed of them and no lines', () => {
    const form = formOf(uiOf('delivery'), 'side');
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
