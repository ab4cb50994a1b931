import { languageOf } from './language.js';

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr, en;q=0.5', 'en'],
  ['zh-TW', 'zh-CN'],
  ['en;q=0.1, zh-CN;q=0.9', 'zh-CN'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['zh;q=0', 'zh-CN'],
  ['en;q=x', 'zh-CN'],
])('%s is answered in %s', (header, language) => {
  expect(languageOf({ headers: header === undefined ? {} : { 'accept-language': header } })).toBe(language);
});
