/** What the company sells: families of products in sizes. Codes and prices are the same in both languages. */
export interface Family {
  readonly code: string;
  readonly category: CategoryCode;
  readonly zh: string;
  readonly en: string;
  readonly unit: 'pc' | 'set' | 'm';
  /** So many pieces in a box, where it is sold by the box too. */
  readonly perBox?: number;
  readonly kind?: 'service';
  /** Sizes with their sale price per unit, tax-inclusive. */
  readonly sizes: readonly (readonly [size: string, price: number])[];
}

export const CATEGORIES = {
  motion: ['运动控制', 'Motion control'],
  drives: ['驱动与电机', 'Drives and motors'],
  linear: ['直线传动', 'Linear motion'],
  sensors: ['传感器', 'Sensors'],
  pneumatics: ['气动元件', 'Pneumatics'],
  wiring: ['线缆与连接', 'Cables and connectors'],
  services: ['技术服务', 'Services'],
} as const;
export type CategoryCode = keyof typeof CATEGORIES;
/** Branches of the tree that lie in another one. */
export const PARENTS: Partial<Record<CategoryCode, CategoryCode>> = { drives: 'motion', linear: 'motion' };

export const FAMILIES: readonly Family[] = [
  {
    ...{ code: 'SV', category: 'drives', zh: '伺服电机', en: 'Servo motor', unit: 'pc' },
    sizes: [
      ['200 W', 1280],
      ['400 W', 1680],
      ['750 W', 2480],
      ['1.5 kW', 4260],
      ['3 kW', 6980],
    ],
  },
  {
    ...{ code: 'DR', category: 'drives', zh: '伺服驱动器', en: 'Servo drive', unit: 'pc' },
    sizes: [
      ['400 W', 1960],
      ['750 W', 2360],
      ['1.5 kW', 3680],
      ['3 kW', 5260],
    ],
  },
  {
    ...{ code: 'GB', category: 'drives', zh: '行星减速机', en: 'Planetary gearbox', unit: 'pc' },
    sizes: [
      ['60-5', 860],
      ['60-10', 980],
      ['90-10', 1580],
      ['120-20', 2980],
    ],
  },
  {
    ...{ code: 'LG', category: 'linear', zh: '直线导轨', en: 'Linear guide', unit: 'm' },
    sizes: [
      ['15', 260],
      ['20', 320],
      ['25', 420],
      ['30', 560],
    ],
  },
  {
    ...{ code: 'LB', category: 'linear', zh: '导轨滑块', en: 'Guide carriage', unit: 'pc', perBox: 10 },
    sizes: [
      ['15', 118],
      ['20', 146],
      ['25', 188],
      ['30', 260],
    ],
  },
  {
    ...{ code: 'BS', category: 'linear', zh: '滚珠丝杠', en: 'Ball screw', unit: 'set' },
    sizes: [
      ['1605', 620],
      ['2005', 780],
      ['2510', 1080],
      ['3210', 1460],
    ],
  },
  {
    ...{ code: 'PX', category: 'sensors', zh: '接近开关', en: 'Proximity switch', unit: 'pc', perBox: 20 },
    sizes: [
      ['M8', 68],
      ['M12', 76],
      ['M18', 88],
    ],
  },
  {
    ...{ code: 'PE', category: 'sensors', zh: '光电传感器', en: 'Photoelectric sensor', unit: 'pc', perBox: 20 },
    sizes: [
      ['30 cm', 128],
      ['1 m', 165],
      ['5 m', 228],
    ],
  },
  {
    ...{ code: 'CY', category: 'pneumatics', zh: '标准气缸', en: 'Cylinder', unit: 'pc' },
    sizes: [
      ['32×100', 168],
      ['50×150', 258],
      ['63×200', 346],
    ],
  },
  {
    ...{ code: 'VL', category: 'pneumatics', zh: '电磁阀', en: 'Solenoid valve', unit: 'pc', perBox: 12 },
    sizes: [
      ['5/2', 96],
      ['5/3', 138],
      ['3/2', 82],
    ],
  },
  {
    ...{ code: 'CB', category: 'wiring', zh: '柔性电缆', en: 'Flexible cable', unit: 'm' },
    sizes: [
      ['4×1.5', 12.8],
      ['4×2.5', 18.6],
      ['8×0.5', 15.2],
    ],
  },
  {
    ...{ code: 'CN', category: 'wiring', zh: '工业连接器', en: 'Industrial connector', unit: 'pc', perBox: 50 },
    sizes: [
      ['6P', 46],
      ['16P', 92],
    ],
  },
  {
    ...{ code: 'SR', category: 'services', zh: '技术服务', en: 'Service', unit: 'set', kind: 'service' },
    sizes: [
      ['安装调试|Commissioning', 1800],
      ['现场培训|Training on site', 2600],
      ['年度保养|Yearly maintenance', 4800],
    ],
  },
];
