import { Injectable } from '@nestjs/common';
import { CategoryService, ProductService, WarehouseService } from '../../modules/inventory/index.js';
import { FundAccountService } from '../../modules/system/index.js';
import { barcodeOf } from './barcode.js';
import { CATEGORIES, FAMILIES, PARENTS, type CategoryCode, type Family } from './catalogue.js';
import { decimal, type Setting } from '../setting.js';
import type { Staff } from './staff.js';
import { Stage } from '../stage/stage.js';

/** A product as trade needs it. */
export interface Goods {
  readonly id: string;
  readonly name: string;
  readonly isService: boolean;
  readonly price: number;
  /** Without tax, of one unit. */
  readonly cost: number;
  readonly perBox: number | undefined;
}

/** A size of a family, as it stands in the catalogue. */
interface Listed {
  readonly family: Family;
  readonly index: number;
  readonly barcode: string | null;
}

/** What is traded, where it lies and where the money goes. */
export interface Shop {
  readonly goods: readonly Goods[];
  readonly warehouses: readonly string[];
  readonly bank: string;
}

/** Fills the shelves' labels: categories, products, warehouses, and the company's accounts. */
@Injectable()
export class ShopOffice {
  constructor(
    private readonly stage: Stage,
    private readonly categories: CategoryService,
    private readonly products: ProductService,
    private readonly warehouses: WarehouseService,
    private readonly accounts: FundAccountService,
  ) {}

  async open(setting: Setting, staff: Staff): Promise<Shop> {
    const categories = await this.makeCategories(setting, staff.administrator);
    const maker = setting.random.stream('maker').between(6_900_001, 6_909_999);
    const goods: Goods[] = [];
    for (const family of FAMILIES) {
      for (const index of family.sizes.keys()) {
        const barcode = family.kind === 'service' ? null : barcodeOf(maker, goods.length + 1);
        goods.push(await this.makeProduct(setting, staff, categories, { family, index, barcode }));
      }
    }
    const warehouses: string[] = [];
    for (const [index, warehouse] of setting.words.warehouses.entries()) {
      const input = { ...warehouse, keeperId: staff.keepers[index]! };
      warehouses.push((await this.stage.create(staff.administrator, this.warehouses, input)).id);
    }
    return { goods, warehouses, bank: await this.makeAccounts(setting, staff.administrator) };
  }

  private async makeCategories({ isChinese }: Setting, by: string): Promise<Record<CategoryCode, string>> {
    const ids = {} as Record<CategoryCode, string>;
    for (const [index, [code, names]] of Object.entries(CATEGORIES).entries()) {
      const parent = PARENTS[code as CategoryCode];
      const input = { code: `P${index + 1}0`, name: names[isChinese ? 0 : 1], parentId: parent ? ids[parent] : null };
      ids[code as CategoryCode] = (await this.stage.create(by, this.categories, input)).id;
    }
    return ids;
  }

  private async makeProduct(
    { isChinese, random, taxRates }: Setting,
    { administrator }: Staff,
    categories: Record<CategoryCode, string>,
    { family, index, barcode }: Listed,
  ): Promise<Goods> {
    const [size, price] = family.sizes[index]!;
    const code = `${family.code}-${String(index + 1).padStart(2, '0')}`;
    const [zh, en] = size.split('|') as [string, string | undefined];
    const names = en ? { zh, en } : { zh: `${family.zh} ${size}`, en: `${family.en} ${size}` };
    const isService = family.kind === 'service';
    const margin = random.stream(code).between(26, 38) / 100;
    const taxRate = isService ? taxRates.services : taxRates.goods;
    const purchasePrice = price * (1 - margin);
    const { id } = await this.stage.create(administrator, this.products, {
      ...{
        code,
        name: isChinese ? names.zh : names.en,
        nameEn: names.en,
        categoryId: categories[family.category],
        unit: family.unit,
        barcode,
      },
      ...{ specification: en ? null : size, kind: family.kind ?? 'goods', taxRate, salePrice: decimal(price) },
      units: family.perBox ? [{ unit: 'box', numerator: String(family.perBox), denominator: '1' }] : [],
      purchasePrice: isService ? null : decimal(purchasePrice),
    });
    const cost = purchasePrice / (1 + Number(taxRate) / 100);
    return { id, name: isChinese ? names.zh : names.en, isService, price, cost, perBox: family.perBox };
  }

  /** Answers the bank account. */
  private async makeAccounts({ words, company }: Setting, by: string): Promise<string> {
    const { baseCurrency: currency } = company;
    const bank = {
      code: 'BANK',
      name: words.accounts.bank,
      kind: 'bank' as const,
      currency,
      bankName: words.bank,
      accountNo: '0000 1000 2000 3000',
    };
    const { id } = await this.stage.create(by, this.accounts, bank);
    await this.stage.create(by, this.accounts, { code: 'CASH', name: words.accounts.cash, kind: 'cash', currency });
    return id;
  }
}
