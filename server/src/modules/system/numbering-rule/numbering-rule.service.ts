import { Injectable } from '@nestjs/common';
import type { NumberingPattern } from '@guanxi/shared/documents';
import { numberingRule } from '@guanxi/shared/system';
import { Rows } from '../../../kernel/db/rows.js';
import { DocumentRegistry } from '../../../kernel/documents/registry.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { defineList } from '../../../kernel/lists/list.js';
import { NumberingRule } from '../../../kernel/numbering/numbering.entity.js';
import type { RecordHandler } from '../../../kernel/records/record-store.js';
import { Belonging } from '../company/belonging.service.js';
import type { NumberingRuleInput } from './numbering-rule.dto.js';

const FIELDS = ['prefix', 'datePart', 'digits', 'gapless', 'perDepartment'] as const;

/** How the company numbers its documents where it departs from the pattern of the type. */
@Injectable()
export class NumberingRuleService implements RecordHandler<NumberingRuleInput, NumberingRule> {
  readonly definition = numberingRule;
  readonly entity = NumberingRule;
  readonly list = defineList({
    definition: numberingRule,
    entity: NumberingRule,
    refs: { company: { table: 'company' } },
    filters: ['documentType', 'companyId', 'prefix', 'gapless', 'perDepartment', 'archived'],
    sorts: ['documentType'],
    defaultSort: 'documentType',
    search: 't.prefix ILIKE $q OR t.document_type ILIKE $q',
  });

  constructor(
    private readonly documents: DocumentRegistry,
    private readonly belonging: Belonging,
    private readonly rows: Rows,
  ) {}

  async build(input: Partial<NumberingRuleInput>, record: NumberingRule, isNew: boolean): Promise<void> {
    if (isNew) await this.begin(record, input);
    const pattern = this.patternOf(record.documentType);
    // What is left out of a new rule, or emptied, is as the type has it.
    for (const field of FIELDS)
      if (isNew || input[field] !== undefined)
        Object.assign(record, { [field]: input[field] ?? pattern[field] ?? false });
    // What the law numbers without gaps stays so, whatever a company would like.
    if (pattern.gapless && !record.gapless) throw invalidField('/gapless', 'choice', { choices: 'true' });
  }

  private async begin(record: NumberingRule, input: Partial<NumberingRuleInput>): Promise<void> {
    const companyId = await this.belonging.of(record, input.companyId);
    const { documentType } = input as NumberingRuleInput;
    Object.assign(record, { companyId, documentType });
    const [known] = await this.rows.where(NumberingRule, { companyId, documentType });
    if (known) throw new DomainError('numbering.exists');
  }

  private patternOf(documentType: string): NumberingPattern {
    const types = this.documents.all().map(({ definition }) => definition);
    const found = types.find(({ type }) => type === documentType);
    if (!found) throw invalidField('/documentType', 'choice', { choices: types.map(({ type }) => type).join(', ') });
    return found.numbering;
  }
}
