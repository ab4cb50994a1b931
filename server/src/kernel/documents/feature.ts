import type { Provider, Type } from '@nestjs/common';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { recordControllers } from '../records/record-controllers.js';
import { actsController } from './acts.js';
import { DocumentRegistry, type AnyHandler } from './registry.js';

/** A document type of a module: its definition, its handler and the class that documents its answers. */
export interface DocumentFeature {
  readonly definition: DocumentDefinition;
  readonly handler: Type<AnyHandler>;
  readonly view: Type;
}

/** The shape-free controllers of document types, for the `controllers` of their module. */
export const documentControllers = (features: readonly DocumentFeature[]): Type[] =>
  features.flatMap(({ definition, handler, view }) => [
    actsController(definition, handler, view),
    ...recordControllers(definition, handler),
  ]);

/** Puts the handlers into the registry at start, for the `providers` of their module. */
export const registerDocuments = (features: readonly DocumentFeature[]): Provider => ({
  provide: Symbol('document registration'),
  inject: [DocumentRegistry, ...features.map((feature) => feature.handler)],
  useFactory: (registry: DocumentRegistry, ...handlers: AnyHandler[]) => {
    handlers.forEach((handler) => registry.register(handler));
    return handlers.length;
  },
});
