export default {
  title: 'Relations',
  options: {
    interactionKind: { visit: 'Visit', call: 'Call', mail: 'Mail', wechat: 'WeChat', meeting: 'Meeting' },
    nextDone: { true: 'Done', false: '' },
  },
  interaction: {
    one: 'Interaction',
    many: 'Interactions',
    new: 'New interaction',
    fields: {
      kind: 'Kind',
      at: 'When',
      summary: 'Summary',
      result: 'Result',
      nextStep: 'Next step',
      nextDate: 'Promised for',
      nextDone: 'Follow-up',
    },
    acts: { done: 'Next step done', 'done-done': 'Noted' },
    sections: { main: '', next: 'Next step' },
  },
};
