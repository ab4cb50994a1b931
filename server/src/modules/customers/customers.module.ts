import { Module } from '@nestjs/common';
import { contact, customer } from '@guanxi/shared/customers';
import { recordControllers } from '../../kernel/records/record-controllers.js';
import { ContactController } from './contact/contact.controller.js';
import { ContactService } from './contact/contact.service.js';
import { CustomerController } from './customer/customer.controller.js';
import { CustomerService } from './customer/customer.service.js';

/** Customers and the people who work for them. */
@Module({
  controllers: [
    ...[CustomerController, ...recordControllers(customer, CustomerService)],
    ...[ContactController, ...recordControllers(contact, ContactService)],
  ],
  providers: [CustomerService, ContactService],
  exports: [CustomerService, ContactService],
})
export class CustomersModule {}
