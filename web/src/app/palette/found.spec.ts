import { afterEach, expect, it, vi } from 'vitest';
import { resourceById } from '@/documents/registry';
import '@/modules';
import { findRecords } from './found';

const resources = ['customers.customer', 'customers.contact', 'office.expense'].map((id) => resourceById(id)!);
const LIN = { id: 'p1', name: '林晓', mobile: '13812345678', phone: '021-55885678' };

/** A server that has these rows by address; what it has not is refused. */
function serve(rows: Record<string, object[]>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    const path = decodeURIComponent(address).replace(/^\/api\/v1|&limit=4$/g, '');
    asked.push(path);
    const items = rows[path];
    return Promise.resolve(Response.json(items ? { items } : { code: 'field.hidden' }, { status: items ? 200 : 403 }));
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

it('tells of each resource what was found, once, with the number that it was found by', async () => {
  serve({
    '/customers?q=5678': [],
    '/customers/contacts?mobile[contains]=5678': [LIN],
    '/customers/contacts?phone[contains]=5678': [LIN],
    '/office/expenses?q=5678': [{ id: 'e1', number: 'EX-202611-5678', purpose: '差旅' }],
  });
  const found = await findRecords('5678', resources, new AbortController().signal);
  expect(found.map(([ui, records]) => [ui.resource, records])).toEqual([
    ['contact', [{ id: 'p1', title: '林晓', detail: '13812345678' }]],
    ['expense', [{ id: 'e1', title: '差旅', detail: 'EX-202611-5678' }]],
  ]);
});

it('takes it silently that a role may not ask for a field', async () => {
  serve({ '/customers?q=5678': [{ id: 'c1', name: '华东', code: 'C5678' }] });
  const found = await findRecords('5678', resources, new AbortController().signal);
  expect(found.map(([ui, records]) => [ui.resource, records])).toEqual([
    ['customer', [{ id: 'c1', title: '华东', detail: 'C5678' }]],
  ]);
});

it('asks nothing more once something else was typed', async () => {
  const asked = serve({});
  const controller = new AbortController();
  controller.abort();
  expect(await findRecords('华东', resources, controller.signal)).toEqual([]);
  expect(asked).toEqual([]);
});
