export default {
  title: '办公管理',
  expense: {
    one: '费用报销',
    many: '费用报销',
    new: '新建报销',
    fields: {
      purpose: '事由',
      beneficiary: '报销人',
      fundAccount: '付款账户',
      reimbursedDate: '付款日期',
      category: '类别',
      description: '说明',
      invoiceNo: '发票号码',
    },
    acts: {
      reimburse: '付款',
      'reimburse-ask': '付款给报销人',
      'reimburse-done': '已付款',
    },
    hints: { beneficiary: '钱给谁，谁就不能审批这张单' },
  },
};
