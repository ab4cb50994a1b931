/** The people and things of a story, as they would be called where its language is spoken. */
export interface Company {
  name: string;
  admin: Person;
  second: Person;
  customer: string;
  warehouse: string;
  account: string;
  motor: string;
  rail: string;
}
export interface Person {
  name: string;
  login: string;
}

export const PASSWORD = 'correct-horse-1';

const chinese: Company = {
  name: '杭州云起商贸有限公司',
  admin: { name: '周敏', login: 'zhou' },
  second: { name: '王立群', login: 'wang' },
  customer: '苏州禾木自动化设备有限公司',
  warehouse: '杭州一号仓',
  account: '工行基本户',
  motor: '伺服电机 750W',
  rail: '直线导轨 20 型',
};
const english: Company = {
  name: 'Yunqi Trading',
  admin: { name: 'Zhou Min', login: 'zhou' },
  second: { name: 'Wang Liqun', login: 'wang' },
  customer: 'Suzhou Hemu Automation',
  warehouse: 'Hangzhou No. 1',
  account: 'Main account',
  motor: 'Servo motor 750 W',
  rail: 'Linear rail 20',
};
export const companyOf = (locale: string | undefined): Company => (locale?.startsWith('zh') ? chinese : english);
