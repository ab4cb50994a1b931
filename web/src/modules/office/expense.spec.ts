import { expect, it } from 'vitest';
import { expenseUi } from './expense.ui';

it('offers to pay a claim out when it is approved, to whoever is not its author', () => {
  const payOut = expenseUi.acts?.find(({ name }) => name === 'reimburse');
  const isOffered = (status: string, isAuthor: boolean) => payOut?.visible?.({ status, isAuthor });
  expect(isOffered('effective', false)).toBe(true);
  expect(isOffered('effective', true)).toBe(false);
  expect(isOffered('completed', false)).toBe(false);
});
