import { Injectable, Logger } from '@nestjs/common';

/** Fills a demo company that is empty; the same seed tells the same story. Answers whether there was one to fill. */
export type DemoFilling = (seed?: number) => Promise<boolean>;

/** The way to what invents a company's year: it stands above the modules, and puts itself in here. */
@Injectable()
export class DemoContent {
  private readonly logger = new Logger(DemoContent.name);
  private filling: DemoFilling | undefined;

  provide(filling: DemoFilling): void {
    this.filling = filling;
  }

  /** Never fails: without its content the company is as usable as any that starts empty, and the next start tries again. */
  async fill(seed?: number): Promise<void> {
    try {
      await this.filling?.(seed);
    } catch (error) {
      this.logger.error('The demo company stays empty', (error as Error).stack);
    }
  }
}
