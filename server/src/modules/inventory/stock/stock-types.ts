/** A movement in base units: positive in, negative out. What comes in says its value; what goes out takes the average. */
export interface StockMove {
  readonly warehouseId: string;
  readonly productId: string;
  readonly quantity: string;
  readonly value?: string;
  readonly documentLineId: string;
  /** Set by a reversal. */
  readonly reversesId?: string;
  /** The order line whose reservation this movement uses up. */
  readonly orderLineId?: string;
}

/** The document that moves stock. */
export interface StockDocument {
  readonly type: string;
  readonly id: string;
  readonly date: string;
}

/** A balance under lock. */
export interface LockedBalance {
  readonly id: string;
  readonly warehouseId: string;
  readonly productId: string;
  onHand: string;
  reserved: string;
  value: string;
  readonly negativeAllowed: boolean;
  readonly warehouse: string;
  readonly product: string;
}
