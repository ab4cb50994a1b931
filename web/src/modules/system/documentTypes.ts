/** Document types that numbers and approval flows are set up for. */
export const documentTypes = [
  'quotation',
  'sales-order',
  'delivery',
  'sales-invoice',
  'receipt',
  'opening-balance',
  'stock-entry',
  'stock-issue',
  'expense',
] as const;
