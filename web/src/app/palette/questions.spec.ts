import { describe, expect, it } from 'vitest';
import { allResources } from '@/documents/registry';
import '@/modules';
import { inTurns, questionsFor } from './questions';

const resources = allResources();
const asked = (term: string) => questionsFor(term, resources);
const whoIsAsked = (term: string) => new Set(asked(term).map(({ ui }) => ui.permission));

describe('what the palette asks for', () => {
  it('asks for words everywhere that has a search and pages', () => {
    const searched = resources.filter((ui) => ui.searchable && ui.can.record).map((ui) => ui.permission);
    expect(whoIsAsked('华东')).toEqual(new Set(searched));
    expect(asked('华东').every(({ query }) => query['q'] === '华东')).toBe(true);
    expect(searched).not.toContain('inventory.stock-ledger');
  });

  it('asks for a number where records have numbers: every document, goods, customers, and not people', () => {
    const documents = resources.filter((ui) => ui.kind === 'document').map((ui) => ui.permission);
    for (const number of ['DN-202611-0003', 'so-s1-202611-0003', 'INV-2026000012', 'ex-20']) {
      expect([...whoIsAsked(number)]).toEqual(expect.arrayContaining([...documents, 'customers.customer']));
      expect(whoIsAsked(number)).not.toContain('system.user');
    }
  });

  it('asks for four digits and more also by phone', () => {
    const byPhone = (term: string) => asked(term).flatMap(({ ui, by }) => (by ? [`${ui.resource}.${by}`] : []));
    const phones = ['customer.phone', 'contact.mobile', 'contact.phone', 'user.phone'];
    for (const term of ['1234', '138 1234 5678', '021-5588', '+86 21'])
      expect(byPhone(term).sort()).toEqual([...phones].sort());
    for (const term of ['123', 'C0012', '4 mm']) expect(byPhone(term)).toEqual([]);
    expect(asked('5678').find(({ by }) => by === 'mobile')!.query).toEqual({ 'mobile[contains]': '5678' });
  });
});

it('asks few at a time, and answers in the order of the questions', async () => {
  let running = 0;
  let most = 0;
  const task = (value: number) => async () => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 10 - value));
    running--;
    return value;
  };
  const values = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(await inTurns(values.map(task), 3)).toEqual(values);
  expect(most).toBe(3);
});
