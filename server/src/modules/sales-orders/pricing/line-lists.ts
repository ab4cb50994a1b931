import type { DocumentDefinition } from '@guanxi/shared/documents';
import type { Entity } from '../../../kernel/db/rows.js';
import { defineList, type ComputedField, type ListSpec } from '../../../kernel/lists/list.js';

const JOIN = 'LEFT JOIN fulfilment f ON f.line_id = t.id';
const quantity = (sql: string): ComputedField => ({ sql: `coalesce(${sql}, 0)`, type: 'numeric', atFirst: '0' });

const BY_KIND: Record<string, Record<string, ComputedField>> = {
  order: { ordered: quantity('f.ordered') },
  delivery: { delivered: quantity('f.delivered - f.returned') },
  invoice: { invoiced: quantity('f.invoiced - f.credited') },
};

/** So many open lines are offered to a document at most. */
export const MOST_OFFERED = 200;

/** The lines of a sales document with how far each is done, in base units. */
export const lineListOf = (definition: DocumentDefinition, entity: Entity<object>): ListSpec =>
  defineList({
    definition,
    entity,
    omit: ['documentId'],
    joins: JOIN,
    refs: { product: { table: 'product', code: 'code' } },
    computed: {
      cancelled: quantity('f.cancelled'),
      ...Object.fromEntries(definition.progress.flatMap((kind) => Object.entries(BY_KIND[kind] ?? {}))),
    },
    filters: [],
    sorts: ['lineNo'],
    defaultSort: 'lineNo',
  });

const DONE: Record<string, string> = {
  order: 'f.ordered',
  delivery: 'f.delivered - f.returned',
  invoice: 'f.invoiced - f.credited',
};

/** Fields `deliveryShare` and the like: how much of a document is done, from 0 to 1, null while nothing is open. */
export const sharesOf = (definition: DocumentDefinition): Record<string, ComputedField> =>
  Object.fromEntries(
    definition.progress.flatMap((kind) =>
      DONE[kind]
        ? [
            [
              `${kind}Share`,
              {
                sql: `(SELECT round(sum(${DONE[kind]}) / nullif(sum(f.total - f.cancelled), 0), 4) FROM fulfilment f WHERE f.document_id = t.id)`,
                type: 'numeric' as const,
                atFirst: null,
              },
            ],
          ]
        : [],
    ),
  );
