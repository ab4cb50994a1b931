import type { Response } from 'supertest';
import type { Shown } from '../../support/actor.js';
import { CLIENTS, ISSUES, summary, unless, wonBy, type Arena, type Filed } from './arena.js';

/** Deliveries and other issues that each want pieces that not all of them can get. */
async function claims(arena: Arena, lines: () => { productId: string; quantity: string }[]): Promise<Filed[]> {
  const claim = async (): Promise<Filed> => {
    const wanted = lines();
    if (arena.random.chance(0.7)) return arena.delivery(await arena.order(wanted));
    const body = { warehouseId: arena.ground.warehouse.id, reason: 'used', lines: wanted };
    return arena.submitted(ISSUES, await arena.admin.create(ISSUES, body));
  };
  const filed: Filed[] = [];
  for (let index = 0; index < CLIENTS; index += 1) filed.push(await claim());
  return filed;
}

/** How many pieces of a product a document wants. */
const wantedOf = ({ document }: Filed, productId: string | undefined): number =>
  (document.lines as Shown[])
    .filter((line) => line['product'].id === productId)
    .reduce((total, line) => total + Number(line['quantity']), 0);

/** A refusal must say what lacks where, as it was when it was refused: never less than is left at the end. */
function refusalOf(answer: Response, filed: Filed, left: ReadonlyMap<string, Shown>, warehouse: string): string[] {
  const { code, product, productId, available, required } = answer.body as Record<string, string>;
  const stock = left.get(productId ?? '');
  const isPlain = answer.status === 409 && code === 'stock.insufficient' && answer.body.warehouse === warehouse;
  const isTrue =
    stock?.['product'].name === product &&
    Number(required) === wantedOf(filed, productId) &&
    Number(required) > Number(available) &&
    Number(available) >= Number(stock?.['onHand']);
  return unless(isPlain && isTrue, `refused with ${answer.status} ${JSON.stringify(answer.body)}`);
}

async function outcome(arena: Arena, filed: Filed[], stock: ReadonlyMap<Shown, number>): Promise<string[]> {
  const answers = await arena.race(filed.map((one) => arena.approve(one)));
  const wrong: string[] = [];
  const left = new Map<string, Shown>();
  for (const [product, pieces] of stock) {
    const won = filed.filter((_, index) => answers[index]!.status === 200);
    const taken = won.reduce((total, one) => total + wantedOf(one, product.id), 0);
    const row = await arena.stockOf(product);
    left.set(product.id, row);
    wrong.push(...unless(taken <= pieces, `${taken} of ${pieces} pieces went out`));
    wrong.push(...unless(Number(row['onHand']) === pieces - taken, `${row['onHand']} left of ${pieces} - ${taken}`));
  }
  const { name } = arena.ground.warehouse;
  for (const [index, answer] of answers.entries())
    if (answer.status >= 300) wrong.push(...refusalOf(answer, filed[index]!, left, name as string));
  return [...wrong, ...unless(wonBy(answers).length > 0, summary(answers))];
}

/** Sixteen want one piece each of fewer: exactly those go out. */
export async function lastPieces(arena: Arena): Promise<string[]> {
  const pieces = arena.random.whole(3, 12);
  const product = await arena.product(pieces);
  const filed = await claims(arena, () => [{ productId: product.id, quantity: '1' }]);
  const wrong = await outcome(arena, filed, new Map([[product, pieces]]));
  const { onHand } = await arena.stockOf(product);
  return [
    ...wrong,
    ...unless(onHand === '0', `${String(onHand)} of ${pieces} pieces stayed, although somebody wanted them`),
  ];
}

/** The same with several products whose lines come in any order. */
export async function crossedPieces(arena: Arena): Promise<string[]> {
  const stock = new Map<Shown, number>();
  for (let count = 0; count < 3; count += 1) {
    const pieces = arena.random.whole(8, 20);
    stock.set(await arena.product(pieces), pieces);
  }
  const filed = await claims(arena, () =>
    arena.random
      .shuffled([...stock.keys()])
      .slice(0, arena.random.whole(1, 3))
      .map((product) => ({ productId: product.id, quantity: String(arena.random.whole(1, 3)) })),
  );
  return outcome(arena, filed, stock);
}
