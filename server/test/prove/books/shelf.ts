import type { Line } from './papers.js';

/** What an order's line needs of a place, and what is set aside for it. */
interface Need {
  readonly line: Line;
  readonly place: string;
  quantity: number;
  reserved: number;
}

/** So many pieces that leave a place; for a line, if they are delivered. */
export interface Taking {
  readonly place: string;
  readonly quantity: number;
  readonly line?: Line | undefined;
}

/** A product in a warehouse. */
export const placeOf = (warehouse: string, product: string): string => `${warehouse} ${product}`;

/** What lies where, and for whom it is set aside: who asked first is served first. */
export class Shelf {
  readonly pieces = new Map<string, number>();
  needs: Need[] = [];

  at(place: string): number {
    return this.pieces.get(place) ?? 0;
  }

  reserved(place: string): number {
    return this.needsAt(place).reduce((total, { reserved }) => total + reserved, 0);
  }

  /** Deliveries take what is free or set aside for their lines; everything else takes what is there. */
  isEnough(takings: readonly Taking[]): boolean {
    const wanted = Map.groupBy(takings, ({ place }) => place);
    return [...wanted].every(([place, ofPlace]) => {
      const total = ofPlace.reduce((sum, { quantity }) => sum + quantity, 0);
      if (ofPlace.every(({ line }) => !line)) return total <= this.at(place);
      const lines = new Set(ofPlace.map(({ line }) => line));
      const own = [...lines].reduce((sum, line) => {
        const taken = ofPlace.filter((one) => one.line === line).reduce((all, { quantity }) => all + quantity, 0);
        return (
          sum + Math.min(taken, this.needs.find((need) => need.line === line && need.place === place)?.reserved ?? 0)
        );
      }, 0);
      return total - own <= this.at(place) - this.reserved(place);
    });
  }

  need(line: Line, place: string, quantity: number): void {
    this.needs.push({ line, place, quantity, reserved: 0 });
    this.serve(place);
  }

  /** A line needs another quantity: it keeps what is set aside for it, and its turn. */
  change(line: Line, quantity: number): void {
    const need = this.needs.find((one) => one.line === line);
    if (!need) return;
    Object.assign(need, { quantity, reserved: Math.min(need.reserved, quantity) });
    this.serve(need.place);
  }

  drop(line: Line): void {
    const gone = this.needs.filter((need) => need.line === line);
    this.needs = this.needs.filter((need) => need.line !== line);
    for (const { place } of gone) this.serve(place);
  }

  take(takings: readonly Taking[]): void {
    for (const taking of takings) this.move(taking, -1);
    for (const place of this.placesOf(takings)) this.release(place);
    for (const place of this.placesOf(takings)) this.serve(place);
  }

  put(takings: readonly Taking[]): void {
    for (const taking of takings) this.move(taking, 1);
    for (const place of this.placesOf(takings)) this.serve(place);
  }

  private move({ place, quantity, line }: Taking, sign: 1 | -1): void {
    this.pieces.set(place, this.at(place) + sign * quantity);
    const need = line && this.needs.find((one) => one.line === line);
    if (!need) return;
    need.quantity += sign * quantity;
    // What lies elsewhere serves a line too, and then less is set aside for it.
    if (sign < 0 && need.place === place) need.reserved = Math.max(need.reserved - quantity, 0);
    need.reserved = Math.min(need.reserved, need.quantity);
  }

  private placesOf(takings: readonly Taking[]): Set<string> {
    const needs = takings.flatMap(({ line }) => this.needs.filter((need) => line && need.line === line));
    return new Set([...takings, ...needs].map(({ place }) => place));
  }

  private needsAt(place: string): Need[] {
    return this.needs.filter((need) => need.place === place);
  }

  private serve(place: string): void {
    for (const need of this.needsAt(place))
      need.reserved += Math.max(Math.min(this.at(place) - this.reserved(place), need.quantity - need.reserved), 0);
  }

  /** Who asked last gives up first what is not there any more. */
  private release(place: string): void {
    for (const need of this.needsAt(place).reverse())
      need.reserved -= Math.min(Math.max(this.reserved(place) - this.at(place), 0), need.reserved);
  }
}
