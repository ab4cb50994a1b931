import { readFileSync } from 'node:fs';
import { Random } from '../../src/demo/stage/random.js';
import { dataFile } from '../support/data.js';

const HEAD_LINES = 2;

const CITIES = [
  ...['北京', '上海', '天津', '重庆', '广州', '深圳', '杭州', '苏州', '南京', '无锡', '宁波', '合肥', '武汉', '成都'],
  ...[
    '西安',
    '郑州',
    '长沙',
    '济南',
    '青岛',
    '大连',
    '沈阳',
    '长春',
    '哈尔滨',
    '石家庄',
    '太原',
    '南昌',
    '福州',
    '厦门',
  ],
  ...['泉州', '东莞', '佛山', '珠海', '南宁', '昆明', '贵阳', '海口', '兰州', '银川', '西宁', '乌鲁木齐', '呼和浩特'],
];
const TRADES = [
  ...['科技', '贸易', '机械', '电子', '自动化设备', '精密仪器', '化工', '新材料', '食品', '服饰', '医疗器械', '物流'],
  ...['建材', '家具', '环保', '信息技术', '汽车零部件', '包装', '印刷', '农业', '能源', '五金制品', '进出口', '商贸'],
];
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司'];
const CHARACTERS = [
  ...'华东海天金宏达泰安信诚瑞丰恒远博雅创新世纪长城明珠光辉腾飞龙凤翔云山川江河湖林森木石玉宝利兴旺盛昌隆',
  ...'顺通广汇聚合众联友邦国民康健美佳乐福禄寿喜庆春夏秋冬晨曦星月日阳晴雨雪梅兰竹菊松柏桃李杏荷莲沃克鼎力',
];

/** The file of real short names; undefined where it is absent. */
export const namesFile = (): string | undefined => dataFile('names/company_short_28w.txt');

/** Company names of city, short name, trade and legal form; short names are real ones where there is a file of them. */
export class Names {
  private readonly shortNames: readonly string[] | undefined;

  constructor(file: string | undefined) {
    this.shortNames = file ? readShortNames(file) : undefined;
  }

  next(random: Random): string {
    const shortName = this.shortNames ? random.pick(this.shortNames) : composed(random);
    return random.pick(CITIES) + shortName + random.pick(TRADES) + random.pick(FORMS);
  }
}

const readShortNames = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(HEAD_LINES)
    .map((line) => line.trim())
    .filter((line) => /^\p{Script=Han}{2,8}$/u.test(line));

const composed = (random: Random): string =>
  Array.from({ length: random.between(2, 3) }, () => random.pick(CHARACTERS)).join('');
