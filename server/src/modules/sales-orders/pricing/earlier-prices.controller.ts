import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { customer } from '@guanxi/shared/customers';
import { TAX_MODES } from '@guanxi/shared/documents';
import { quotation, salesOrder } from '@guanxi/shared/sales-orders';
import { Can } from '../../../kernel/auth/access.js';
import { DomainError } from '../../../kernel/errors/domain-error.js';
import { ApiGet } from '../../../kernel/http/documented.js';
import { Choice, DateField, DecimalField, Lines, Ref, Text } from '../../../kernel/http/fields.js';
import { Lists } from '../../../kernel/lists/lists.js';
import { CustomerService } from '../../customers/index.js';
import { ProductService } from '../../inventory/index.js';
import { EarlierPrices } from './earlier-prices.js';

export class EarlierPriceView {
  @Choice([salesOrder.type, quotation.type]) documentType!: string;
  @Ref() documentId!: string;
  @Text(40) number!: string;
  @DateField() date!: string;
  @Text(3) currency!: string;
  @Choice(TAX_MODES, { description: 'Whether the price contains the tax' }) taxMode!: (typeof TAX_MODES)[number];
  @DecimalField() price!: string;
  @Text(20) unit!: string;
  @DecimalField({ description: 'Per cent' }) discountRate!: string;
}
export class EarlierPricesView {
  @Lines(() => EarlierPriceView, 5, { description: 'The latest ones first' }) items!: EarlierPriceView[];
}

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
