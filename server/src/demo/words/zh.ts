import type { Words } from './words.js';

export const zh: Words = {
  company: '云岫工业供应链（演示）有限公司',
  people: {
    families: [...'周沈顾陆韩方程许冯蒋唐宋叶邵孟薛白崔龚尹'],
    givens: [
      '雨桐',
      '致远',
      '明轩',
      '书瑶',
      '嘉禾',
      '立群',
      '思源',
      '晓彤',
      '一帆',
      '若兰',
      '景行',
      '文博',
      '静怡',
      '子墨',
      '云舒',
      '承泽',
      '婉清',
      '俊驰',
      '梦琪',
      '安然',
    ],
  },
  fullName: (family, given) => family + given,
  phone: (random) => `1000${String(Math.floor(random * 1e7)).padStart(7, '0')}`,
  brands: { heads: [...'曜珩霖峤昶钧翊铄泓睿恪砚'], tails: [...'川禾泽峰原界途岳'] },
  places: [
    ...[
      { name: '澜川', region: 'east' },
      { name: '青屿', region: 'east' },
      { name: '锦泊', region: 'east' },
    ],
    ...[
      { name: '岚港', region: 'south' },
      { name: '棠浦', region: 'south' },
    ],
    ...[
      { name: '霁州', region: 'north' },
      { name: '朔原', region: 'north' },
    ],
    ...[
      { name: '望津', region: 'central' },
      { name: '砚陵', region: 'central' },
      { name: '榆岭', region: 'west' },
    ],
  ],
  trades: [
    ...[
      { name: '自动化设备', industry: 'C' },
      { name: '精密机械', industry: 'C' },
      { name: '包装机械', industry: 'C' },
    ],
    ...[
      { name: '数控机床', industry: 'C' },
      { name: '新能源装备', industry: 'C' },
      { name: '纺织机械', industry: 'C' },
    ],
    ...[
      { name: '机电贸易', industry: 'F' },
      { name: '工业品商贸', industry: 'F' },
      { name: '智能仓储', industry: 'G' },
    ],
    ...[
      { name: '建筑机械', industry: 'E' },
      { name: '信息科技', industry: 'I' },
    ],
  ],
  companyName: (place, brand, trade) => `${place}${brand}${trade}有限公司`,
  streets: ['兴业路', '创新大道', '云溪路', '锦程街', '临江路', '科创四路', '高新东路'],
  address: (street, number) => `${street} ${number} 号`,
  contactTitles: ['采购经理', '采购专员', '设备部主管', '总工程师', '生产厂长', '财务主管', '总经理'],
  bank: '澜川银行',
  departments: { office: '总经办', sales: '销售部', keyAccounts: '大客户组', warehouse: '仓储部', finance: '财务部' },
  titles: {
    ...{ manager: '总经理', salesHead: '销售总监', keyHead: '大客户经理', seller: '销售工程师' },
    ...{ warehouseHead: '仓储主管', keeper: '仓管员', financeHead: '财务经理', accountant: '会计' },
  },
  roles: { manager: '总经理', salesHead: '销售主管', sales: '销售', warehouse: '仓储', finance: '财务' },
  warehouses: [
    { code: 'WH01', name: '澜川中心仓', address: '澜川市物流园三路 18 号' },
    { code: 'WH02', name: '岚港分仓', address: '岚港市临江路 66 号' },
  ],
  accounts: { bank: '基本户', cash: '备用金' },
  carriers: ['霁风物流', '云雁快运', '砚达专线', '客户自提'],
  tags: ['重点跟进', '年度框架', '价格敏感', '新客户'],
  reasons: {
    rejected: ['折扣超出权限，请补充说明', '交期来不及，请与仓库确认后重提', '票据不全，请补齐'],
    lost: ['客户选择了价格更低的方案', '项目延期，客户暂不采购', '规格不满足，客户改用其他型号'],
    void: ['重复录入', '客户取消', '信息有误，重新开立'],
    closed: ['客户不再需要余量', '尾数协商不再交付'],
  },
  agreed: ['同意', '已核对，同意', '价格合理，同意'],
  notes: { opening: '启用系统时的期初库存', bought: '采购到货', oldInvoice: '上年结转', deposit: '预收订金' },
  talks: [
    {
      kind: 'visit',
      summary: '拜访车间，了解「{product}」的使用情况',
      result: '设备运行稳定，下季度有扩产计划',
      next: '整理扩产所需清单并报价',
    },
    { kind: 'call', summary: '电话确认「{product}」的交期', result: '客户接受两周交货', next: '跟踪发货进度' },
    {
      kind: 'wechat',
      summary: '客户询问「{product}」的价格',
      result: '已发送参考价',
      next: '三天后回访，确认是否下单',
    },
    { kind: 'mail', summary: '发送新款「{product}」的资料', result: null, next: '电话询问客户意见' },
    { kind: 'meeting', summary: '年度框架协议沟通', result: '双方对账期有分歧，需再议', next: '准备新的付款条件方案' },
    { kind: 'visit', summary: '陪同客户验收到货', result: '数量与外观无误，客户签收', next: null },
    { kind: 'call', summary: '提醒客户到期货款', result: '客户承诺本月付款', next: '确认货款是否到账' },
    { kind: 'call', summary: '回访「{product}」的使用效果', result: '客户满意，愿意介绍同行', next: null },
    { kind: 'wechat', summary: '节日问候', result: null, next: null },
    { kind: 'meeting', summary: '技术交流：「{product}」选型', result: '客户要求提供样品测试', next: '安排样品寄送' },
  ],
  trips: [
    {
      purpose: '拜访澜川客户',
      lines: [
        ['travel', '往返高铁票', 180, 640],
        ['travel', '住宿一晚', 260, 480],
        ['meal', '客户工作餐', 120, 520],
      ],
    },
    {
      purpose: '岚港展会差旅',
      lines: [
        ['travel', '机票', 680, 1480],
        ['travel', '住宿三晚', 840, 1560],
        ['transport', '市内交通', 60, 210],
        ['other', '展会资料印制', 320, 900],
      ],
    },
    {
      purpose: '季度办公用品',
      lines: [
        ['office', '打印纸与墨盒', 260, 780],
        ['office', '文件柜', 380, 960],
      ],
    },
    {
      purpose: '客户接待',
      lines: [
        ['meal', '晚餐', 360, 1280],
        ['transport', '接送车费', 60, 240],
      ],
    },
    {
      purpose: '仓库盘点加班',
      lines: [
        ['meal', '加班餐', 90, 260],
        ['transport', '夜间打车', 40, 120],
      ],
    },
    {
      purpose: '送货途中费用',
      lines: [
        ['transport', '过路费', 45, 320],
        ['transport', '停车费', 15, 60],
      ],
    },
  ],
};
