import { PROBLEMS } from './errors.js';
import { FIELD_PROBLEMS } from './field-problems.js';
import { sentence } from './sentence.js';
import { TITLES, WORDS } from './words.js';

const factsOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

test.each(Object.entries({ ...PROBLEMS, ...FIELD_PROBLEMS }))('%s says the same in both languages', (_, { zh, en }) => {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(factsOf(zh)).toEqual(factsOf(en));
});

test('problems answer with a status of a refusal or a failure', () => {
  for (const { status } of Object.values(PROBLEMS))
    expect([400, 401, 403, 404, 409, 412, 413, 415, 422, 423, 428, 429, 500, 503]).toContain(status);
});

test('what an answer says in every problem is named like no fact of its sentence', () => {
  for (const { zh } of Object.values(PROBLEMS))
    for (const name of ['type', 'code', 'title', 'detail', 'status', 'errors']) expect(zh).not.toContain(`{${name}}`);
});

test('every status of a problem has a title, and words of ours are in both languages', () => {
  const words = [...Object.values(TITLES), ...Object.values(WORDS).flatMap((each) => Object.values(each))];
  for (const { status } of Object.values(PROBLEMS)) expect(TITLES[status]).toBeDefined();
  for (const { zh, en } of words) {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  }
  const texts = { zh: '单据{state}，不能{act}', en: 'It is {state}; no {act}' };
  const facts = { state: 'effective', act: 'edit' };
  expect([sentence(texts, 'zh-CN', facts), sentence(texts, 'en', facts)]).toEqual([
    '单据已生效，不能修改',
    'It is effective; no edit',
  ]);
  expect(sentence(texts, 'en', { state: 'odd', act: 'x' })).toBe('It is odd; no x');
});

test('facts are filled in, and a missing one leaves a dash', () => {
  const texts = { zh: '{name} 只有 {count}', en: '{name}: {count} left' };
  expect(sentence(texts, 'en', { name: 'Motor', count: 0 })).toBe('Motor: 0 left');
  expect(sentence(texts, 'zh-CN', { name: '{count}' })).toBe('{count} 只有 —');
});
