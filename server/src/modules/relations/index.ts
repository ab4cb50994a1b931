export { Interaction } from './interaction/interaction.entity.js';
export { InteractionService } from './interaction/interaction.service.js';
export { RelationsModule } from './relations.module.js';
