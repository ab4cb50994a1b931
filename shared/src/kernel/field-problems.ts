/** What can be wrong with one field of a request. */
export const FIELD_PROBLEMS = {
  required: { zh: '要填写', en: 'Required' },
  unknown: { zh: '没有这个字段', en: 'Unknown field' },
  text: { zh: '要是文字，最多 {max} 个字', en: 'Must be text of at most {max} characters' },
  characters: { zh: '含有不能保存的字符', en: 'Contains characters that cannot be stored' },
  decimal: { zh: '要是数字，最多 {digits} 位小数', en: 'Must be a number with at most {digits} decimals' },
  positive: { zh: '要大于 0', en: 'Must be greater than 0' },
  minimum: { zh: '不能小于 {min}', en: 'Must not be less than {min}' },
  maximum: { zh: '不能大于 {max}', en: 'Must not be greater than {max}' },
  integer: { zh: '要是 {min} 到 {max} 的整数', en: 'Must be a whole number from {min} to {max}' },
  date: { zh: '要是日期，如 2026-01-31', en: 'Must be a date such as 2026-01-31' },
  instant: { zh: '要是带时区的时间', en: 'Must be an instant with a time zone' },
  id: { zh: '要是记录编号', en: 'Must be the id of a record' },
  boolean: { zh: '要是 true 或 false', en: 'Must be true or false' },
  choice: { zh: '只能是：{choices}', en: 'Must be one of: {choices}' },
  list: { zh: '要是列表，最多 {max} 项', en: 'Must be a list of at most {max} entries' },
  object: { zh: '要是对象', en: 'Must be an object' },
  email: { zh: '邮箱格式不对', en: 'Not a mail address' },
  'credit-code': {
    zh: '统一社会信用代码不对，核对 18 位和校验位',
    en: 'Not a valid unified social credit code; check the 18 characters',
  },
  password: { zh: '密码至少 10 个字，不能与账号相同', en: 'At least 10 characters, and not the user name' },
  pattern: { zh: '格式不对：{hint}', en: 'Wrong format: {hint}' },
  repeated: { zh: '重复了', en: 'Repeated' },
} as const;

export type FieldProblemCode = keyof typeof FIELD_PROBLEMS;
