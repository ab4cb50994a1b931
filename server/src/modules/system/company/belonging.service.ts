import { Injectable } from '@nestjs/common';
import { Companies } from '../../../kernel/auth/ports.js';
import { Context } from '../../../kernel/context/context.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';

/** To which company a record of master data belongs: chosen when it is made, and the same ever after. */
@Injectable()
export class Belonging {
  constructor(
    private readonly companies: Companies,
    private readonly context: Context,
  ) {}

  /** The company of a record; a new one is of the company named, or of who writes it. @throws DomainError 422 */
  async of(record: { companyId?: string }, wanted: string | null | undefined): Promise<string> {
    const known = record.companyId;
    if (known && wanted && wanted !== known) throw new DomainError('company.fixed');
    if (known) return known;
    return wanted ? (await this.companies.get(wanted)).id : this.context.principal.companyId;
  }
}
