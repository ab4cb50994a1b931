import { AMENDMENT, type DocumentAct, type DocumentDefinition } from '@guanxi/shared/documents';
import type { Shown } from '../../support/actor.js';
import { actsOn, inState, type Cast } from './documents.js';
import type { Json, Plan } from './write.js';

const OTHER = '3';

/** The lines in force with other quantities. */
const otherLines = ({ lines }: Shown): Json => ({
  lines: (lines as Shown[]).map(({ id, product, price }) => ({
    ...{ id, productId: (product as Shown).id, price, quantity: OTHER },
  })),
});

/** The writes of amendments of a type: its own routes, and each act of the document while its amendment is open. */
export function amendmentsOf(cast: Cast, definition: DocumentDefinition): Plan[] {
  const { type, path, lifecycle } = definition;
  if (!lifecycle.amend) return [];
  const { admin } = cast.ground.world;
  const opened = async (): Promise<Shown> =>
    admin.act(path, await inState(cast, definition, 'effective'), 'amend', { reason: 'Other quantities' });
  const edited = async (): Promise<Shown> => {
    const document = await opened();
    await admin.send('patch', `${path}/${document.id}/amendment`, otherLines(document), { 'If-Match': '*' });
    return admin.get(`${path}/${document.id}`);
  };
  const submitted = async (): Promise<Shown> => admin.act(path, await edited(), 'submit');
  const own = { by: 'admin', path: `${path}/{id}/amendment` } as const;
  const onRoutes = actsOn(cast, { ...definition, lifecycle: AMENDMENT }).filter(({ method }) => method === 'post');
  return [
    { ...own, name: `edit amended ${type}`, method: 'patch', subject: opened, body: otherLines },
    { ...own, name: `discard amended ${type}`, method: 'delete', subject: edited },
    ...onRoutes.map((plan) => {
      const act = plan.path.split('/').at(-1) as DocumentAct;
      return { ...plan, name: `${act} amended ${type}`, subject: act === 'submit' ? edited : submitted };
    }),
  ];
}
