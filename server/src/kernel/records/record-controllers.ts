import type { Type } from '@nestjs/common';
import type { ResourceDefinition } from '@guanxi/shared/kernel';
import { attachmentsController } from '../attachments/attachments.controller.js';
import { timelineController } from '../comments/timeline-controller.js';

/** What every record that people talk about has: timeline, comments, attachments. For the `controllers` of its module. */
export const recordControllers = (definition: ResourceDefinition, handler: Type): Type[] => [
  timelineController(definition, handler),
  attachmentsController(definition, handler),
];
