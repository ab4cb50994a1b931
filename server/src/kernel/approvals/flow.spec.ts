import { holds, type FlowCondition } from './flow.js';

const facts = { amount: '1000.0000', title: 'Servo motor', departmentId: 'd1', currency: null, paid: true };
const condition = (field: string, operator: FlowCondition['operator'], value: string): boolean =>
  holds({ field, operator, value }, facts);

describe('conditions of flows', () => {
  test('amounts compare as numbers, whatever their zeros', () => {
    expect([
      condition('amount', 'eq', '1000'),
      condition('amount', 'gt', '999.99'),
      condition('amount', 'gte', '1000.00'),
    ]).toEqual([true, true, true]);
    expect([
      condition('amount', 'lt', '9'),
      condition('amount', 'lte', '1000'),
      condition('amount', 'ne', '1000.0'),
    ]).toEqual([false, true, false]);
    expect(condition('amount', 'in', '5, 1000 ,7')).toBe(true);
  });

  test('everything else compares as text', () => {
    expect([condition('title', 'eq', 'Servo motor'), condition('title', 'ne', 'servo motor')]).toEqual([true, true]);
    expect([condition('departmentId', 'in', 'd0,d1'), condition('departmentId', 'in', 'd0,d10')]).toEqual([
      true,
      false,
    ]);
    expect(condition('paid', 'eq', 'true')).toBe(true);
  });

  test('what a document does not say meets no condition', () => {
    const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
    for (const field of ['currency', 'unknown'])
      for (const operator of operators)
        expect([field, operator, condition(field, operator, '0')]).toEqual([field, operator, false]);
    expect(condition('currency', 'in', 'CNY,USD')).toBe(false);
  });
});
