export { Contact } from './contact/contact.entity.js';
export { Customer, type CustomerAddress, type InvoiceTitle } from './customer/customer.entity.js';
