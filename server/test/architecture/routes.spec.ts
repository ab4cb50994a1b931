import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { Public } from '../../src/kernel/auth/access.js';
import { Settings } from '../../src/kernel/config/config.js';
import { DataSource } from '../../src/kernel/db/data-source.js';
import { createAdapter } from '../../src/kernel/http/server.js';
import { World } from '../support/world.js';

@Controller('forgotten')
class ForgottenController {
  @Get('door')
  open(): string {
    return 'open';
  }
}

@Controller('welcome')
class WelcomeController {
  @Get()
  @Public()
  everybody(): string {
    return 'welcome';
  }
}

/** A process serves only routes that say who may call them, and few that anybody may. */
describe('Routes that nobody thought about', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world?.stop());

  /** Starts the whole application with one more controller. */
  async function start(controller: new () => object): Promise<void> {
    @Module({
      imports: [AppModule.forRoot(world.app.get(Settings), world.app.get(DataSource))],
      controllers: [controller],
    })
    class Extended {}
    const app = await NestFactory.create(Extended, createAdapter(false), { logger: false, abortOnError: false });
    try {
      await app.init();
    } finally {
      await app.close();
    }
  }

  test('one without a permission keeps the process from starting, and is named', async () => {
    await expect(start(ForgottenController)).rejects.toThrow('Routes without a permission: GET /forgotten/door');
  });

  test('so does one public route more than the six', async () => {
    await expect(start(WelcomeController)).rejects.toThrow('7 public routes; at most 6 are allowed');
  });
});
