import fc from 'fast-check';
import { foldText, initialsOf, pinyinOf, queryGrams, searchKeys, sortKey } from './search.js';

const found = (query: string, names: string[], codes: string[] = []): boolean => {
  const { grams, searchText } = searchKeys(names, codes);
  return queryGrams(query).every((gram) => grams.includes(gram)) && searchText.includes(foldText(query));
};

describe('search keys', () => {
  test('case, width and white space do not matter', () => {
    expect(foldText('  Ａｃｍｅ\u3000 ＣＯ.\tLtd ')).toBe('acme co. ltd');
    expect(foldText('ﬁne №5')).toBe('fine no5');
  });

  test('Chinese is found by its characters, its pinyin and its initials', () => {
    expect(pinyinOf('苏州沃克')).toBe('suzhouwoke');
    expect(initialsOf('苏州沃克')).toBe('szwk');
    for (const query of ['苏州', '沃克', 'suzhou', 'zhouwo', 'szwk', 'zw', '沃', 'SUZHOU', '３号'])
      expect(found(query, ['苏州沃克3号厂'])).toBe(true);
    for (const query of ['州沃苏', 'wokesu', 'xyz', '上']) expect(found(query, ['苏州沃克3号厂'])).toBe(false);
  });

  test('codes are found by their characters alone', () => {
    expect(found('88-1', ['苏州'], ['SV-88-12'])).toBe(true);
    expect(searchKeys([], ['苏州']).searchText).toBe('苏州');
    expect(searchKeys([null, undefined, ''], [null, undefined, ''])).toEqual({ searchText: '', grams: [] });
  });

  test('a query asks for its longest grams: pairs, fours of Latin letters and digits, what is alone; signs ask for nothing', () => {
    expect(queryGrams('苏')).toEqual(['苏']);
    expect(queryGrams('苏州沃')).toEqual(['苏州', '州沃']);
    expect(queryGrams('a-b')).toEqual(['a', 'b']);
    expect(queryGrams('ab')).toEqual(['ab']);
    expect(queryGrams('wok')).toEqual(['wok']);
    expect(queryGrams('kejing')).toEqual(['keji', 'ejin', 'jing']);
    expect(queryGrams('苏k3')).toEqual(['苏k', 'k3']);
    expect(queryGrams('ab3-苏')).toEqual(['ab3', '苏']);
    expect(queryGrams(' %_- ')).toEqual([]);
    expect(queryGrams('😀')).toEqual([]);
  });

  test('every part of a name finds it', () => {
    const letter = fc.constantFrom(...'苏州沃克自动化设备有限公司重庆行长abcxyz0189 -()（）·&');
    const name = fc.array(letter, { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(name, fc.nat(20), fc.nat(20), (text, from, length) => {
        const part = [...text].slice(from, from + length + 1).join('');
        return found(part, [text]);
      }),
    );
  });

  test('names sort by pinyin, at most 120 characters', () => {
    const names = ['张伟', 'Bosch', '安徽', '苏州', 'zebra'];
    expect([...names].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
      '安徽',
      'Bosch',
      '苏州',
      'zebra',
      '张伟',
    ]);
    expect(sortKey('很'.repeat(200))).toHaveLength(120);
  });
});
