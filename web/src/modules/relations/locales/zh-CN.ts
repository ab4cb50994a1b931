export default {
  title: '客户关系',
  options: {
    interactionKind: { visit: '拜访', call: '电话', mail: '邮件', wechat: '微信', meeting: '会议' },
    nextDone: { true: '已做完', false: '' },
  },
  interaction: {
    one: '联系记录',
    many: '联系记录',
    new: '新建联系记录',
    fields: {
      kind: '方式',
      at: '时间',
      summary: '说了什么',
      result: '结果',
      nextStep: '下一步',
      nextDate: '答应的日期',
      nextDone: '跟进',
    },
    acts: { done: '下一步做完了', 'done-done': '已记下' },
    sections: { main: '', next: '下一步' },
  },
};
