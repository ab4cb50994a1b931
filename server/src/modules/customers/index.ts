export { Contact } from './contact/contact.entity.js';
export { Customer, type CustomerAddress, type InvoiceTitle } from './customer/customer.entity.js';
export { CustomersModule } from './customers.module.js';
export { CustomerService } from './customer/customer.service.js';
export { ContactService } from './contact/contact.service.js';
export { InvoiceTitleInput } from './customer/customer.dto.js';
