import { Module } from '@nestjs/common';
import { customer } from '@guanxi/shared/customers';
import { timelineController } from '../../kernel/comments/timeline.js';
import { CustomerController } from './customer/customer.controller.js';
import { CustomerService } from './customer/customer.service.js';

/** Customers and the people who work for them. */
@Module({
  controllers: [CustomerController, timelineController(customer, CustomerService)],
  providers: [CustomerService],
  exports: [CustomerService],
})
export class CustomersModule {}
