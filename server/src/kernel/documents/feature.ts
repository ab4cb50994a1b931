import type { Provider, Type } from '@nestjs/common';
import type { DocumentDefinition } from '@guanxi/shared/documents';
import { recordControllers } from '../records/record-controllers.js';
import { actsController } from './acts.js';
import { amendmentController, revisionController } from './amendment-controller.js';
import { DocumentRegistry, type AnyHandler } from './registry.js';

/** A document type of a module: its definition, its handler and the classes that document its answers and changes. */
export interface DocumentFeature {
  readonly definition: DocumentDefinition;
  readonly handler: Type<AnyHandler>;
  readonly view: Type;
  /** The body of a change; needed where the type can be amended. */
  readonly patch?: Type<object>;
}

/** The shape-free controllers of document types, for the `controllers` of their module. */
export const documentControllers = (features: readonly DocumentFeature[]): Type[] =>
  features.flatMap(({ definition, handler, view, patch }) => [
    actsController(definition, handler, view),
    ...(patch ? [amendmentController(definition, handler, view, patch)] : []),
    ...(patch ? [revisionController(definition, handler, view)] : []),
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
