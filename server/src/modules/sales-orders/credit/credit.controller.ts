import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { customer } from '@guanxi/shared/customers';
import { Can } from '../../../kernel/auth/access.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { ApiGet } from '../../../kernel/http/documented.js';
import { DecimalField } from '../../../kernel/http/fields.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { CustomerService } from '../../customers/index.js';
import { Exposure } from './exposure.js';

export class CreditView {
  @DecimalField({ optional: true, description: 'Null means unlimited' }) limit!: string | null;
  @DecimalField({ description: 'Ordered and not yet invoiced' }) orders!: string;
  @DecimalField({ description: 'Invoiced and not yet settled' }) receivables!: string;
  @DecimalField({ description: 'Received and not yet used' }) deposits!: string;
  @DecimalField({ description: 'orders + receivables - deposits' }) used!: string;
}

/** What a customer uses of the credit limit. */
@ApiTags('sales-orders')
@Controller('sales-orders/credit')
export class CreditController {
  constructor(
    private readonly exposure: Exposure,
    private readonly lists: Lists,
    private readonly customers: CustomerService,
  ) {}

  @Get(':customerId')
  @Can(customer, 'read')
  @ApiGet(customer, CreditView, 'credit')
  async of(@Param('customerId') customerId: string): Promise<CreditView> {
    if (!(await this.lists.isInScope(this.customers.list, customerId))) throw new DomainError('record.not-found');
    if (!this.lists.isOpen(this.customers.list, 'creditLimit'))
      throw new DomainError('field.hidden', { field: 'creditLimit' });
    return this.exposure.of(customerId);
  }
}
