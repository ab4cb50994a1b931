import type { BrowserContext } from '@playwright/test';

/** Collects the errors and warnings in the consoles of a context's pages, and the exceptions that nobody caught. */
export class Complaints {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /** The test's own context is watched already; this adds another one (a second person, say). */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      this.found.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.found.push(`exception: ${error.error().stack ?? error.error().message}`));
  }

  /** For stories in which something is refused: the browser reports each answer of 400 and above. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  unexpected(): string[] {
    return this.found.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}
