import { formatMoney } from '@/ui/format';
import { sumOf } from '@/ui/sums';
import type { Column, Row } from './document-ui';
import { at, figureAt } from './values';

/** The sum of a money column; where several currencies meet, one sum for each. */
export function moneyTotal(
  column: Column,
  rows: readonly Row[],
  company: { baseCurrency: string; minorUnit: number } | undefined,
): string {
  const own = company?.baseCurrency;
  const currencyOf = (row: Row) => (column.unit && (at(row, column.unit) as string | undefined)) || own;
  const currencies = [...new Set(rows.length > 0 ? rows.map(currencyOf) : [own])];
  const sums = currencies.map((currency) => {
    const named = currencies.length > 1 || currency !== own ? currency : undefined;
    const ofIt = rows.filter((row) => currencyOf(row) === currency);
    return formatMoney(sumOf(ofIt.map((row) => figureAt(row, column))), named, company?.minorUnit ?? 2);
  });
  return sums.join(' + ');
}
