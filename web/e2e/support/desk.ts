import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import type { Words } from './words';

/** A key of a text that is missing in one of the languages stands on the page itself. */
const KEY =
  /(?<![\w./@-])(?:app|fields|options|list|record|acts|approval|form|lines|customers|sales-orders|inventory|relations|system)\.[a-z][\w-]*(?:\.[\w-]+)*/;

/** A person at the console, who finds things by what is written on them. */
export class Desk {
  constructor(
    readonly page: Page,
    readonly words: Words,
  ) {}

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
    const body = this.page.locator('body');
    expect(KEY.exec(await body.innerText())?.[0], `untranslated on ${this.page.url()}`).toBeUndefined();
    const tooWide = await body.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `pixels beyond the right edge of ${this.page.url()}`).toBeLessThanOrEqual(0);
  }

  /** The entry under a label; the star of what is needed belongs to the name. */
  field(label: string, role: 'textbox' | 'combobox' = 'textbox'): Locator {
    const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\*?$`);
    return this.page.getByRole(role, { name: exactly });
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
    await this.dialog().getByRole('button', { name, exact: true }).click();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').filter({ visible: true });
  }

  async saysState(state: keyof Words['options']['status']): Promise<void> {
    await expect(this.page.getByRole('main').getByText(this.words.options.status[state]).first()).toBeVisible();
  }
}
