import { PROBLEMS } from './errors.js';
import { FIELD_PROBLEMS } from './field-problems.js';
import { sentence } from './sentence.js';

const factsOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

test.each(Object.entries({ ...PROBLEMS, ...FIELD_PROBLEMS }))('%s says the same in both languages', (_, { zh, en }) => {
  expect(zh).toMatch(/\p{Script=Han}/u);
  expect(en).not.toMatch(/\p{Script=Han}/u);
  expect(factsOf(zh)).toEqual(factsOf(en));
});

test('problems answer with a status of a refusal or a failure', () => {
  for (const { status } of Object.values(PROBLEMS))
    expect([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 423, 428, 429, 500, 503]).toContain(status);
});

test('facts are filled in, and a missing one leaves a dash', () => {
  const texts = { zh: '{name} 只有 {count}', en: '{name}: {count} left' };
  expect(sentence(texts, 'en', { name: 'Motor', count: 0 })).toBe('Motor: 0 left');
  expect(sentence(texts, 'zh-CN', { name: '{count}' })).toBe('{count} 只有 —');
});
