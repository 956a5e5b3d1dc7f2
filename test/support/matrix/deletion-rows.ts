import { deletionRoutes } from '@lesblik/shared/deletions';
import { holdRoutes } from '@lesblik/shared/holds';
import type { Scene } from '../scene.ts';
import { administrator, but, open, type Row, row } from './answers.ts';
import { ofRecording, school, tomorrow } from './given.ts';
import { cast, world } from './stage.ts';

/** Ordered by its owner, and not carried out yet. */
const ordered = async ({ recordingId }: Scene) => {
  const order = { organisationId: cast.organisationId, ownerId: cast.owner.id, askedBy: cast.owner.id };
  const what = { recordedOn: '2026-11-12', origin: 'upload', reason: 'owner', orderedAt: new Date() };
  await world.services.db
    .insertInto('deletionOrder')
    .values({ recordingId, ...order, ...what })
    .onConflict((on) => on.doNothing())
    .execute();
};

/** Of long ago: it keeps nothing else from being deleted. */
const hold = () => {
  const days = { recordedFrom: '2000-01-01', recordedUntil: '2000-12-31', until: tomorrow().slice(0, 10) };
  return { ownerId: cast.owner.id, reason: 'Een klacht', ...days };
};

/** What was deleted is its owner's to know; whether a certificate is true is anybody's. */
export const deletionRows: Row[] = [
  row(deletionRoutes.list, but(200), () => ({ query: {} })),
  row(deletionRoutes.get, but(404, { owner: 200 }), ofRecording, ordered),
  row(deletionRoutes.certificate, but(404, { owner: 409 }), ofRecording, ordered),
  row(deletionRoutes.pdf, but(404, { owner: 409 }), (scene) => ({ ...ofRecording(scene), query: {} }), ordered),
  row(holdRoutes.list, administrator(200), () => ({ params: school() })),
  row(holdRoutes.set, administrator(201), () => ({ params: school(), body: hold() })),
  row(holdRoutes.end, administrator(204), ({ holdId }) => ({ params: { ...school(), holdId } })),
  row(holdRoutes.mine, but(200), () => ({})),
  row(deletionRoutes.verify, open(200), () => ({})),
  row(deletionRoutes.keys, open(200), () => ({})),
];
