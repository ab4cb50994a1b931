import { Injectable } from '@nestjs/common';
import { isDateOnly, isDecimal } from '@guanxi/shared/kernel';
import type { FlowCondition, FlowStep, StepApprover } from '../../../kernel/approvals/flow.js';
import { Rows } from '../../../kernel/db/rows.js';
import { DocumentRegistry, type AnyHandler } from '../../../kernel/documents/registry.js';
import { DomainError, invalidField } from '../../../kernel/errors/domain-error.js';
import { UUID } from '../../../kernel/http/fields.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { Role } from '../role/role.entity.js';
import { User } from '../user/user.entity.js';
import type { FlowApproverInput, FlowConditionInput, FlowStepInput } from './approval-flow.dto.js';

/** Header fields that a condition may ask for, whatever the type; the type's own columns come on top. */
const COMMON = ['amount', 'currency', 'departmentId', 'ownerId', 'title'];
/** Columns of every document that say nothing about its content. */
const TECHNICAL = new Set([
  ...[
    'id',
    'companyId',
    'number',
    'status',
    'revision',
    'version',
    'date',
    'note',
    'tags',
    'createdById',
    'createdAt',
    'editedById',
  ],
  ...['updatedAt', 'submittedById', 'submittedAt', 'effectiveAt'],
]);

type FieldType = 'uuid' | 'text' | 'numeric' | 'date' | 'boolean';
const TYPES: Readonly<Record<string, FieldType>> = {
  uuid: 'uuid',
  text: 'text',
  numeric: 'numeric',
  integer: 'numeric',
  date: 'date',
  boolean: 'boolean',
};
const ORDERED: readonly FieldType[] = ['numeric', 'date'];
const UNORDERED: readonly FlowCondition['operator'][] = ['eq', 'ne', 'in'];
const VALID: Record<
  FieldType,
  readonly [problem: 'decimal' | 'date' | 'id' | 'boolean' | 'required', check: (value: string) => boolean]
> = {
  uuid: ['id', (value) => UUID.test(value)],
  text: ['required', (value) => value !== ''],
  numeric: ['decimal', isDecimal],
  date: ['date', isDateOnly],
  boolean: ['boolean', (value) => value === 'true' || value === 'false'],
};

/** Checks what people write into flows: types, fields, values, and whether those named exist. */
@Injectable()
export class FlowInput {
  constructor(
    private readonly documents: DocumentRegistry,
    private readonly lists: Lists,
    private readonly rows: Rows,
  ) {}

  /** @throws DomainError 400 for a type that no document has. */
  handlerOf(documentType: string): AnyHandler {
    const found = this.documents.all().find(({ definition }) => definition.type === documentType);
    if (!found) throw invalidField('/documentType', 'choice', { choices: this.documentTypes().join(', ') });
    return found;
  }

  documentTypes(): string[] {
    return this.documents.all().map(({ definition }) => definition.type);
  }

  /** The fields of a document type that conditions may ask for. */
  fieldsOf(documentType: string): Map<string, FieldType> {
    const { list, entity } = this.handlerOf(documentType);
    const listed = this.lists.fieldsOf(list);
    const scalar = this.rows
      .table(entity)
      .columns.filter(({ property, type, array }) => listed.has(property) && !array && TYPES[type]);
    const wanted = scalar.filter(({ property }) => COMMON.includes(property) || !TECHNICAL.has(property));
    return new Map(wanted.map(({ property, type }) => [property, TYPES[type]!]));
  }

  /** @throws DomainError 400 that points at the field, the operator or the value. */
  conditions(documentType: string, inputs: readonly FlowConditionInput[]): FlowCondition[] {
    const fields = this.fieldsOf(documentType);
    return inputs.map(({ field, operator, value }, index) => {
      const pointer = `/conditions/${index}`;
      const type = fields.get(field);
      if (!type) throw invalidField(`${pointer}/field`, 'choice', { choices: [...fields.keys()].join(', ') });
      if (!ORDERED.includes(type) && !UNORDERED.includes(operator)) {
        throw invalidField(`${pointer}/operator`, 'choice', { choices: UNORDERED.join(', ') });
      }
      const values = operator === 'in' ? value.split(',').map((one) => one.trim()) : [value];
      const [problem, isValid] = VALID[type];
      if (!values.every(isValid))
        throw invalidField(`${pointer}/value`, problem, problem === 'decimal' ? { digits: 12 } : {});
      return { field, operator, value: values.join(',') };
    });
  }

  /** @throws DomainError 400 for a step that is not complete, 422 for a role or a person who is not there. */
  async steps(inputs: readonly FlowStepInput[]): Promise<FlowStep[]> {
    if (inputs.length === 0) throw invalidField('/steps', 'required');
    const steps: FlowStep[] = [];
    for (const [index, { name, mode, approver }] of inputs.entries()) {
      steps.push({ name, mode, approver: await this.approver(approver, `steps/${index}/approver`) });
    }
    return steps;
  }

  private async approver({ kind, level, roleId, userIds }: FlowApproverInput, field: string): Promise<StepApprover> {
    switch (kind) {
      case 'superior':
      case 'department-head': {
        const min = kind === 'superior' ? 1 : 0;
        if (level == null || level < min) throw invalidField(`/${field}/level`, 'integer', { min, max: 10 });
        return { kind, level };
      }
      case 'role':
        if (!roleId) throw invalidField(`/${field}/roleId`, 'required');
        await this.assertThere(Role, [roleId], `${field}/roleId`);
        return { kind, roleId };
      case 'users': {
        const ids = [...new Set(userIds ?? [])];
        if (ids.length === 0) throw invalidField(`/${field}/userIds`, 'required');
        await this.assertThere(User, ids, `${field}/userIds`);
        return { kind, userIds: ids };
      }
    }
  }

  private async assertThere(entity: typeof Role | typeof User, ids: readonly string[], field: string): Promise<void> {
    const found = await this.rows.where<Role | User>(entity, { id: ids });
    if (found.length !== ids.length) throw new DomainError('record.unknown', { field });
    const archived = found.find((row) => row.archived);
    if (archived) throw new DomainError('record.archived', { field, name: archived.name });
  }
}
