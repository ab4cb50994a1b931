export default {
  title: 'Office',
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
    acts: {
      reimburse: 'Pay out',
      'reimburse-ask': 'Pay the claim',
      'reimburse-done': 'Paid out',
    },
    hints: { beneficiary: 'Whoever gets the money never approves the claim' },
  },
};
