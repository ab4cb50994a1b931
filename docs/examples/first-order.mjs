// Creates a customer and an order, submits the order, and reads what waits for whoever signed in. Nothing to install:
//   GUANXI_LOGIN=zhou GUANXI_PASSWORD=… node docs/examples/first-order.mjs
// GUANXI_URL names the server; without it, http://127.0.0.1:4000. Needs Node 20 or later.
import { randomUUID } from 'node:crypto';

const { GUANXI_URL = 'http://127.0.0.1:4000', GUANXI_LOGIN, GUANXI_PASSWORD } = process.env;
let accessToken;

/** Sends a request; a refusal becomes an error that says why and carries the problem document. */
async function api(method, path, { body, headers = {} } = {}) {
  const response = await fetch(`${GUANXI_URL}/api/v1/${path}`, {
    method,
    headers: {
      'Accept-Language': 'en',
      ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  if (response.ok) return answer;
  const details = (answer.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`).join('');
  throw Object.assign(new Error(`${response.status} ${answer.code}: ${answer.title}${details}`), { problem: answer });
}

const get = (path) => api('GET', path);
/** The key makes a repetition safe: send the same one again when no answer came. */
const create = (path, body, key = randomUUID()) => api('POST', path, { body, headers: { 'Idempotency-Key': key } });
/** An act names the version that was read, so that nobody acts on what they have not seen. */
const act = (path, { id, version }, name, body) =>
  api('POST', `${path}/${id}/${name}`, { body, headers: { 'If-Match': `"${version}"` } });

/** Any product that is in use, or a new one. */
async function anyProduct() {
  const { items } = await get('inventory/products?archived=false&limit=1');
  const code = `EX-${Date.now()}`;
  return (
    items[0] ??
    create('inventory/products', {
      code,
      name: 'Example',
      unit: 'pc',
      kind: 'service',
      taxRate: '13',
      salePrice: '100',
    })
  );
}

async function main() {
  if (!GUANXI_LOGIN || !GUANXI_PASSWORD) throw new Error('Set GUANXI_LOGIN and GUANXI_PASSWORD.');
  const credentials = { login: GUANXI_LOGIN, password: GUANXI_PASSWORD };
  ({ accessToken } = await api('POST', 'auth/sign-in', { body: credentials }));

  const customer = await create('customers', { name: `Example customer ${new Date().toISOString()}` });
  console.log(`Customer ${customer.code}: ${customer.name}`);

  // Decimals are strings. Price and tax rate come from the product where they are missing.
  const product = await anyProduct();
  const price = product.salePrice ?? '100';
  const input = { customerId: customer.id, lines: [{ productId: product.id, quantity: '2', price }] };
  const trial = await api('POST', 'sales-orders?dryRun=true', { body: input });
  console.log(`It would come to ${trial.amount} ${trial.currency}`);

  const key = randomUUID();
  const draft = await create('sales-orders', input, key);
  const again = await create('sales-orders', input, key);
  console.log(`One draft, sent twice: ${draft.id === again.id}`);

  const pending = await act('sales-orders', draft, 'submit');
  const { current } = await get(`sales-orders/${draft.id}/approval`);
  const deciders = current.steps.flatMap((step) => step.tasks).map((task) => task.assignee.name);
  console.log(`${pending.number} is ${pending.status}; ${deciders.join(', ')} can decide`);

  const open = await get(`sales-orders?customerId=${customer.id}&status[in]=draft,pending&count=true`);
  console.log(`Orders of this customer not yet in force: ${open.total}`);

  const { counts, approvals } = await get('inbox');
  console.log(`Your inbox: ${counts.approvals} approvals, ${counts.releases} releases, ${counts.due} due`);
  for (const { document, submittedBy } of approvals)
    console.log(`  ${document.number ?? document.type}  ${document.title}  by ${submittedBy.name}`);

  await api('POST', 'auth/sign-out');
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
