export default {
  title: 'Office',
  options: {
    expenseCategory: {
      travel: 'Travel',
      meal: 'Meals',
      transport: 'Transport',
      office: 'Office',
      entertainment: 'Entertainment',
      communication: 'Communication',
      other: 'Other',
    },
  },
  expense: {
    one: 'Expense claim',
    many: 'Expense claims',
    new: 'New expense claim',
    fields: {
      purpose: 'Purpose',
      beneficiary: 'Paid to',
      fundAccount: 'Paid from',
      reimbursedDate: 'Paid on',
      category: 'Category',
      description: 'Description',
      invoiceNo: 'Invoice no.',
    },
    sections: { main: '' },
    hints: { beneficiary: 'Whoever gets the money never approves the claim' },
  },
};
