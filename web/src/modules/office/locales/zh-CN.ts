export default {
  title: '办公管理',
  options: {
    expenseCategory: {
      travel: '差旅',
      meal: '餐费',
      transport: '交通',
      office: '办公',
      entertainment: '招待',
      communication: '通讯',
      other: '其他',
    },
  },
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
    sections: { main: '' },
    hints: { beneficiary: '钱给谁，谁就不能审批这张单' },
  },
};
