import { deletionRoutes } from '@lesblik/shared/deletions';
import type { Scene } from '../scene.ts';
import { but, open, type Row, row } from './answers.ts';
import { ofRecording } from './given.ts';
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

/** What was deleted is its owner's to know; whether a certificate is true is anybody's. */
export const deletionRows: Row[] = [
  row(deletionRoutes.list, but(200), () => ({ query: {} })),
  row(deletionRoutes.get, but(404, { owner: 200 }), ofRecording, ordered),
  row(deletionRoutes.certificate, but(404, { owner: 409 }), ofRecording, ordered),
  row(deletionRoutes.verify, open(200), () => ({})),
  row(deletionRoutes.keys, open(200), () => ({})),
];
