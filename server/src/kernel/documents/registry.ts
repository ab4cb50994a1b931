import { Injectable } from '@nestjs/common';
import type { DocumentHandler } from './handler.js';

/** A handler whatever its documents; it is used only with its own. */
export type AnyHandler = DocumentHandler;

/** Every document type with its handler, filled at start by the modules. */
@Injectable()
export class DocumentRegistry {
  private readonly handlers = new Map<string, AnyHandler>();

  register(handler: AnyHandler): void {
    if (this.handlers.has(handler.definition.type)) throw new Error(`${handler.definition.type} has two handlers`);
    this.handlers.set(handler.definition.type, handler);
  }

  get(type: string): AnyHandler {
    const handler = this.handlers.get(type);
    if (!handler) throw new Error(`no handler for documents of type ${type}`);
    return handler;
  }

  all(): AnyHandler[] {
    return [...this.handlers.values()];
  }
}
