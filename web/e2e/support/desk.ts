import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import type { Words } from './words';

/** A key of a text that is missing in one of the languages stands on the page itself. */
const KEY =
  /(?<![\w./@-])(?:app|fields|options|list|record|acts|approval|form|lines|customers|sales-orders|inventory|office|relations|system)\.[a-z][\w-]*(?:\.[\w-]+)*/;

/** What is wider than its place. Entries, data that ends in an ellipsis and rows of tabs may be. */
const cutOff = (body: HTMLElement): string[] =>
  [...body.querySelectorAll<HTMLElement>('main, main :not(input), [role="dialog"] :not(input)')]
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (overflowX === 'visible' || textOverflow === 'ellipsis' || element.closest('[role="tablist"]')) return false;
      return element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    })
    .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`);

/** Entries of a form that lie, at least in part, under others. */
const overlapping = (body: HTMLElement): string[] => {
  const entries = [...body.querySelectorAll<HTMLElement>('form :is(input, textarea, button)')]
    .map((entry) => entry.closest<HTMLElement>('.el-input, .el-select, .el-textarea, label') ?? entry)
    .filter((entry, index, all) => all.indexOf(entry) === index && entry.checkVisibility());
  /** With what sticks out of it. */
  const boxOf = (entry: HTMLElement) => {
    const parts = [entry, ...entry.children].map((part) => part.getBoundingClientRect());
    const edge = (side: 'left' | 'top' | 'right' | 'bottom') => parts.map((part) => part[side]);
    return {
      ...{ left: Math.min(...edge('left')), top: Math.min(...edge('top')) },
      ...{ right: Math.max(...edge('right')), bottom: Math.max(...edge('bottom')) },
    };
  };
  const isUnder = (one: HTMLElement, other: HTMLElement) => {
    const [a, b] = [boxOf(one), boxOf(other)];
    return (
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    );
  };
  // A sheet lies over the page that it belongs to, as it should.
  const sheetOf = (entry: HTMLElement) => entry.closest('[role=dialog]');
  const named = (entry: HTMLElement) => entry.querySelector('[aria-label]')?.ariaLabel ?? entry.textContent;
  return entries.flatMap((one, index) =>
    entries
      .slice(index + 1)
      .filter((other) => !one.contains(other) && !other.contains(one) && sheetOf(one) === sheetOf(other))
      .filter((other) => isUnder(one, other))
      .map((other) => `${named(one)} / ${named(other)}`),
  );
};

interface NewLine {
  code: string;
  name: string;
  quantity: string;
}

/** A person at the console, who finds things by what is written on them. */
export class Desk {
  constructor(
    readonly page: Page,
    readonly words: Words,
  ) {}

  get phone(): boolean {
    return (this.page.viewportSize()?.width ?? 0) < 768;
  }

  async open(path: string, heading: string | RegExp): Promise<void> {
    await this.page.goto(path);
    await this.arrives(heading);
  }

  /** The page is there, and nothing about it is wrong. */
  async arrives(heading: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await this.looksOver();
  }

  async looksOver(): Promise<void> {
    await expectAccessible(this.page);
    await this.isInOrder();
  }

  /** Everything is in one language and at its place: nothing cut off, no entry under another. */
  async isInOrder(): Promise<void> {
    const body = this.page.locator('body');
    expect(KEY.exec(await body.innerText())?.[0], `untranslated on ${this.page.url()}`).toBeUndefined();
    const tooWide = await body.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `pixels beyond the right edge of ${this.page.url()}`).toBeLessThanOrEqual(0);
    if (this.phone)
      expect(await body.evaluate(cutOff), `cut off or to be pushed sideways on ${this.page.url()}`).toEqual([]);
    expect(await body.evaluate(overlapping), `entries under each other on ${this.page.url()}`).toEqual([]);
  }

  /** The entry under a label; the star of what is needed belongs to the name. */
  field(label: string, role: 'textbox' | 'combobox' = 'textbox'): Locator {
    const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\*?$`);
    return this.page.getByRole(role, { name: exactly });
  }

  /** Whoever types goes on there. On a phone they choose where, because a keyboard would cover the page. */
  async typesInto(label: string): Promise<void> {
    const box = this.field(label, 'combobox');
    await (this.phone ? expect(box).toBeVisible() : expect(box).toBeFocused());
  }

  async fill(label: string, value: string): Promise<void> {
    await this.field(label).fill(value);
  }

  /** Picks from a list of choices, typing what is looked for when there may be many. */
  async choose(label: string, text: string | RegExp, search?: string): Promise<void> {
    const box = this.field(label, 'combobox');
    // What is chosen, or the words in its place, lie over the entry.
    await box.click({ force: true });
    if (search) await box.fill(search);
    await this.page.getByRole('option', { name: text }).filter({ visible: true }).first().click();
  }

  async pickDate(label: string, day: string): Promise<void> {
    const box = this.field(label, 'combobox');
    await box.fill(day);
    await box.press('Enter');
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  /** An act that first says what it will do: its button, then the one of the dialog. */
  async act(name: string): Promise<void> {
    await this.press(name);
    await this.confirm(name);
  }

  /** Says in the dialog that asks that it shall be done, and why where that is asked. */
  async confirm(name: string, reason?: string): Promise<void> {
    if (reason) await this.dialog().getByRole('textbox').fill(reason);
    await this.dialog().getByRole('button', { name, exact: true }).click();
  }

  /** Chooses an act of the record that stands behind "…". */
  async chooseAct(name: string): Promise<void> {
    const more = this.page.getByRole('main').getByRole('button', { name: this.words.record.more });
    await more.filter({ visible: true }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').filter({ visible: true });
  }

  /** What a list shows, one thing after the other: rows of its table, on a phone cards. */
  rows(): Locator {
    const main = this.page.getByRole('main');
    if (this.phone) return main.getByRole('listitem');
    return main.getByRole('row').filter({ has: this.page.getByRole('cell') });
  }

  /** What a list shows of one thing. */
  row(text: string): Locator {
    return this.page
      .getByRole('main')
      .getByRole(this.phone ? 'listitem' : 'row')
      .filter({ hasText: text });
  }

  /** Opens the record behind a row, whose first link leads there; others lead to what it names. */
  async openRow(text: string, nth = 0): Promise<void> {
    await this.row(text).nth(nth).getByRole('link').first().click();
  }

  /** A line of the document that is being written: a row of the grid, on a phone a button. */
  line(product: string): Locator {
    if (this.phone) return this.page.getByRole('main').getByRole('button', { name: product });
    return this.page.getByRole('grid', { name: this.words.lines.title }).getByRole('row', { name: product });
  }

  /** Adds lines: typed as into a spreadsheet, on a phone one sheet after the other. */
  async addLines(...lines: NewLine[]): Promise<void> {
    if (!this.phone) return this.typeLines(lines);
    for (const { code, name, quantity } of lines) {
      await this.press(this.words.lines.add);
      await this.choose(this.words.fields.product, name, code);
      await this.fillSheet(this.words.fields.quantity, quantity);
    }
  }

  /** A code, what is marked in the list, the quantity. */
  private async typeLines(lines: NewLine[]): Promise<void> {
    const { keyboard } = this.page;
    await this.field(this.words.fields.note).press('Tab');
    for (const [index, { code, name, quantity }] of lines.entries()) {
      if (index > 0) await keyboard.press('Control+Enter');
      await keyboard.type(code);
      await expect(this.page.getByRole('option', { name })).toBeVisible();
      await keyboard.press('Enter');
      await keyboard.type(quantity);
    }
    await keyboard.press('Enter');
  }

  /** Changes the quantity of a line. */
  async changeQuantity(product: string, from: string, to: string): Promise<void> {
    if (this.phone) {
      await this.line(product).click();
      await expect(this.field(this.words.fields.quantity)).toHaveValue(from);
      await this.looksOver();
      return this.fillSheet(this.words.fields.quantity, to);
    }
    await this.line(product).getByRole('gridcell', { name: from, exact: true }).click();
    await this.page.keyboard.type(to);
    await this.page.keyboard.press('Enter');
  }

  /** Puts the last entry onto the sheet of a line, and closes it. */
  async fillSheet(label: string, value: string): Promise<void> {
    await this.fill(label, value);
    await this.press(this.words.list.apply);
  }

  async saysState(state: keyof Words['options']['status']): Promise<void> {
    await expect(this.page.getByRole('main').getByText(this.words.options.status[state]).first()).toBeVisible();
  }
}
