import { expect, test } from 'vitest';
import { mentionedIn, peopleOf } from './mentions';

const rows = [
  { id: '1', name: 'Zhou Min', login: 'zhou', title: 'Director' },
  { id: '2', name: 'Wang Fang', login: 'wang', title: null },
  { id: '3', name: 'Wang Fang', login: 'wang2', title: 'Sales' },
];

test('people of one name are told apart, and nobody names themselves', () => {
  expect(peopleOf(rows, '1')).toEqual([
    { id: '2', value: 'Wang Fang(wang)', hint: 'wang' },
    { id: '3', value: 'Wang Fang(wang2)', hint: 'Sales' },
  ]);
  expect(peopleOf(rows.slice(0, 2), undefined).map(({ value }) => value)).toEqual(['Zhou Min', 'Wang Fang']);
});

test('whose name was taken out of the text again is not mentioned', () => {
  const chosen = [...peopleOf(rows, undefined), ...peopleOf(rows, undefined)];
  expect(mentionedIn('Thanks, @Zhou Min and @Wang Fang(wang2)!', chosen)).toEqual(['1', '3']);
  expect(mentionedIn('Thanks, Zhou Min', chosen)).toEqual([]);
});
