import { Injectable, Logger } from '@nestjs/common';

/** Fills a demo company that is empty; the same seed tells the same story. Answers whether there was one to fill. */
export type DemoFilling = (seed?: number) => Promise<boolean>;

/** Which story is told, and how many milliseconds somebody waits for its end; to the end where nothing is said. */
export interface DemoWish {
  readonly seed?: number | undefined;
  readonly patience?: number;
}

/** The way to what invents a company's year: it stands above the modules, and puts itself in here. */
@Injectable()
export class DemoContent {
  private readonly logger = new Logger(DemoContent.name);
  private filling: DemoFilling | undefined;

  provide(filling: DemoFilling): void {
    this.filling = filling;
  }

  /**
   * Fills the company; what takes longer than the patience goes on afterwards. Never fails: without its content the company is
   * as usable as any that starts empty, and the next start tries again.
   */
  async fill({ seed, patience }: DemoWish = {}): Promise<void> {
    const filled = this.tryFilling(seed);
    if (patience === undefined) return filled;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([filled, new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)))]);
    clearTimeout(timer);
  }

  private async tryFilling(seed: number | undefined): Promise<void> {
    try {
      await this.filling?.(seed);
    } catch (error) {
      this.logger.error('The demo company stays empty', (error as Error).stack);
    }
  }
}
