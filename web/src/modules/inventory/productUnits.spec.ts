import { describe, expect, it } from 'vitest';
import { isWrong, UNIT_KEYS, unitsLeft } from './productUnits';

const CODES = ['pc', 'box', 'set', 'm'];
const unit = (code: string, numerator = '12', denominator = '1') => ({ unit: code, numerator, denominator });

describe('other units of a product', () => {
  it('are chosen from what neither the base unit nor another one is', () => {
    expect(unitsLeft(CODES, 'pc', [unit('box'), unit('')], 1)).toEqual(['set', 'm']);
    expect(unitsLeft(CODES, 'pc', [unit('box'), unit('')], 0)).toEqual(['box', 'set', 'm']);
  });

  it('are marked only where they are wrong', () => {
    const wrong = (units: ReturnType<typeof unit>[], index = 0) =>
      UNIT_KEYS.filter((key) => isWrong(key, 'pc', units, index));
    expect(wrong([unit('box')])).toEqual([]);
    expect(wrong([unit('')])).toEqual(['unit']);
    expect(wrong([unit('pc', '0', 'x')])).toEqual(['unit', 'numerator', 'denominator']);
    expect(wrong([unit('box'), unit('box', '')], 1)).toEqual(['unit', 'numerator']);
  });
});
