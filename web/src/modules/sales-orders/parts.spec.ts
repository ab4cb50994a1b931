import { describe, expect, it } from 'vitest';
import { isDelivered, isSettled } from './parts';

describe('what was due and has come', () => {
  it('is an item without anything open, once it is in force', () => {
    expect([{ openAmount: '0' }, { openAmount: '0.01' }, { openAmount: null }, {}].map(isSettled)).toEqual([
      ...[true, false, false, false],
    ]);
  });
  it('is an order that is delivered whole', () => {
    expect([{ deliveryShare: '1' }, { deliveryShare: '0.57' }, { deliveryShare: null }].map(isDelivered)).toEqual([
      ...[true, false, false],
    ]);
  });
});
