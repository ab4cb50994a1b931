/** A problem that the API can answer with: HTTP status and the sentence in both languages; `{facts}` are filled in. */
export interface ProblemDefinition {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

/** Problems of what the modules are about: ledgers, money, people. */
export const MODULE_PROBLEMS = {
  'stock.insufficient': {
    status: 409,
    zh: '{product} 在 {warehouse} 只有 {available}，需要 {required}',
    en: '{product} in {warehouse}: {available} available, {required} required',
  },
  'stock.no-warehouse': {
    status: 422,
    zh: '{product} 从仓库发货：先选仓库',
    en: '{product} leaves from a warehouse: choose one',
  },
  'stock.unit': { status: 422, zh: '{product} 没有单位「{unit}」', en: '{product} has no unit “{unit}”' },
  'stock.method': { status: 422, zh: '不是库存商品：{product}', en: 'Not a stocked product: {product}' },
  'fulfilment.exceeded': {
    status: 409,
    zh: '第 {lineNo} 行最多还能做 {open}，你填了 {required}',
    en: 'Line {lineNo}: {open} open, {required} entered',
  },
  'fulfilment.source': {
    status: 422,
    zh: '第 {lineNo} 行的来源单据未生效，或与本单不符',
    en: 'Line {lineNo}: its source document is not effective or does not match this one',
  },
  'settlement.exceeded': {
    status: 409,
    zh: '{number} 只剩 {open} 未核销，填了 {required}',
    en: '{number} has {open} open, {required} entered',
  },
  'receipt.overspent': {
    status: 422,
    zh: '明细共核销 {required}，超过收款金额 {amount}',
    en: 'The lines settle {required}, more than the {amount} that was received',
  },
  'credit.exceeded': {
    status: 409,
    zh: '超出 {customer} 的信用额度：额度 {limit}，已占用 {used}，本单 {required}',
    en: '{customer} is over the credit limit: limit {limit}, used {used}, this order {required}',
  },
  'fund.insufficient': {
    status: 409,
    zh: '账户 {account} 余额 {available}，不够支付 {required}',
    en: 'Account {account} holds {available}, {required} is needed',
  },
  'user.self': {
    status: 422,
    zh: '不能停用、归档或删除自己，让同事来做',
    en: 'You cannot deactivate, archive or delete yourself; ask a colleague',
  },
  'user.last-administrator': {
    status: 409,
    zh: '这是最后一位管理员，先让另一位同事成为管理员并登录',
    en: 'This is the last administrator; first make a colleague one, who has chosen a password',
  },
  'currency.base': {
    status: 422,
    zh: '{currency} 是本位币：汇率恒为 1，不能归档或删除',
    en: '{currency} is the base currency: its rate is always 1, and it stays in use',
  },
  'currency.no-rate': {
    status: 422,
    zh: '{currency} 在 {date} 及之前没有汇率，先在币种里录入',
    en: '{currency} has no exchange rate on or before {date}; enter one with the currency first',
  },
  'tax-rate.not-valid': {
    status: 422,
    zh: '第 {lineNo} 行：税率 {rate}% 在 {date} 不可用，换一个，或在税率设置里补上',
    en: 'Line {lineNo}: the tax rate {rate}% cannot be used on {date}; choose another, or add it to the tax rates',
  },
  'currency.mismatch': {
    status: 422,
    zh: '币种不一致：应为 {expected}',
    en: 'The currency does not match: {expected} expected',
  },
  'interaction.no-next-step': { status: 422, zh: '这条联系记录没有写下一步', en: 'This interaction has no next step' },
} as const satisfies Record<string, ProblemDefinition>;
