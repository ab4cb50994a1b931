import { Module } from '@nestjs/common';
import { interaction } from '@guanxi/shared/relations';
import { recordControllers } from '../../kernel/records/record-controllers.js';
import { CustomersModule } from '../customers/index.js';
import { InteractionController } from './interaction/interaction.controller.js';
import { InteractionService } from './interaction/interaction.service.js';
import { NextSteps } from './interaction/next-steps.service.js';

/** What is said and promised between the company and its customers. */
@Module({
  imports: [CustomersModule],
  controllers: [InteractionController, ...recordControllers(interaction, InteractionService)],
  providers: [InteractionService, NextSteps],
  exports: [InteractionService],
})
export class RelationsModule {}
