import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { customer } from '@guanxi/shared/customers';
import { Can } from '../../../kernel/auth/access.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { ApiGet } from '../../../kernel/http/documented.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { CustomerService } from '../../customers/index.js';
import { ProductService } from '../../inventory/index.js';
import { EarlierPricesView } from './earlier-prices.dto.js';
import { EarlierPrices } from './earlier-prices.js';

/** The memory of prices: what a customer was asked for a product. */
@ApiTags('sales-orders')
@Controller('sales-orders/prices')
export class EarlierPricesController {
  constructor(
    private readonly prices: EarlierPrices,
    private readonly lists: Lists,
    private readonly customers: CustomerService,
    private readonly products: ProductService,
  ) {}

  @Get(':customerId/:productId')
  @Can(customer, 'read')
  @ApiGet(customer, EarlierPricesView, 'earlierPrices')
  async of(@Param('customerId') customerId: string, @Param('productId') productId: string): Promise<EarlierPricesView> {
    const known =
      (await this.lists.isInScope(this.customers.list, customerId)) &&
      (await this.lists.isInScope(this.products.list, productId));
    if (!known) throw new DomainError('record.not-found');
    return { items: await this.prices.of(customerId, productId) };
  }
}
