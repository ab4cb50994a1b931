/** A word in both languages. */
export type Word = Readonly<{ zh: string; en: string }>;

const STATES: Readonly<Record<string, Word>> = {
  draft: { zh: '草稿', en: 'a draft' },
  pending: { zh: '审批中', en: 'waiting for approval' },
  rejected: { zh: '已驳回', en: 'rejected' },
  effective: { zh: '已生效', en: 'effective' },
  completed: { zh: '已完成', en: 'completed' },
  closed: { zh: '已关闭', en: 'closed' },
  void: { zh: '已作废', en: 'void' },
  discarded: { zh: '已放弃', en: 'discarded' },
  active: { zh: '启用', en: 'in force' },
  retired: { zh: '已停用', en: 'out of force' },
};
const ACTS: Readonly<Record<string, Word>> = {
  edit: { zh: '修改', en: 'edit' },
  delete: { zh: '删除', en: 'delete' },
  submit: { zh: '提交', en: 'submit' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  approve: { zh: '批准', en: 'approve' },
  reject: { zh: '驳回', en: 'reject' },
  transfer: { zh: '转交', en: 'transfer' },
  amend: { zh: '变更', en: 'amend' },
  close: { zh: '关闭', en: 'close' },
  void: { zh: '作废', en: 'void' },
  copy: { zh: '复制', en: 'copy' },
  settle: { zh: '核销', en: 'settle' },
  order: { zh: '转订单', en: 'order' },
  deliver: { zh: '出库', en: 'deliver' },
  invoice: { zh: '开票', en: 'invoice' },
  reimburse: { zh: '付款', en: 'reimburse' },
  activate: { zh: '启用', en: 'put into force' },
  retire: { zh: '停用', en: 'take out of force' },
};

/** Facts of problems that are words of ours: the sentence says them in its language. */
export const WORDS: Readonly<Record<string, Readonly<Record<string, Word>>>> = { state: STATES, act: ACTS };

/** What a problem of a status is called, whatever it is about (the `title` of RFC 9457). */
export const TITLES: Readonly<Record<number, Word>> = {
  400: { zh: '请求有误', en: 'The request is not in order' },
  401: { zh: '需要登录', en: 'Signing in is needed' },
  403: { zh: '无权操作', en: 'Not allowed' },
  404: { zh: '找不到', en: 'Not found' },
  409: { zh: '与现状冲突', en: 'In conflict with how things stand' },
  412: { zh: '已被别人改过', en: 'Changed meanwhile' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Content type not supported' },
  422: { zh: '不能这样做', en: 'This cannot be done' },
  423: { zh: '已锁定', en: 'Locked' },
  428: { zh: '缺少版本', en: 'The version is missing' },
  429: { zh: '过于频繁', en: 'Too many requests' },
  500: { zh: '系统出错', en: 'Something failed' },
  503: { zh: '暂时不可用', en: 'Not available just now' },
};
