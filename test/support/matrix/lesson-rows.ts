import { randomUUID } from 'node:crypto';
import { auditLogRoutes } from '@lesblik/shared/audit-log';
import { commentRoutes } from '@lesblik/shared/comments';
import { grantRoutes } from '@lesblik/shared/grants';
import { hidingRoutes } from '@lesblik/shared/hiding';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { roomRoutes } from '@lesblik/shared/rooms';
import { sealRoutes } from '@lesblik/shared/seals';
import { newRecording } from '../lesson.ts';
import { type Row, but, anyMember, owner, commenters, watchers, invited, host, row } from './answers.ts';
import {
  ofRecording,
  ofRoom,
  tomorrow,
  setRecording,
  deleteComment,
  sharedWithCoach,
  sealedWithCoach,
  hidingMade,
} from './given.ts';
import { cast } from './stage.ts';

/** Lessons and all that hangs on one, calls too. */
export const lessonRows: Row[] = [
  row(recordingRoutes.create, anyMember(201), () => ({ body: newRecording(cast.organisationId) })),
  row(recordingRoutes.list, but(200), () => ({ query: {} })),
  row(recordingRoutes.get, watchers(200), ofRecording),
  row(recordingRoutes.update, owner(200), (scene) => ({ ...ofRecording(scene), body: { title: 'Anders' } })),
  row(recordingRoutes.remove, owner(204), ofRecording),
  row(recordingRoutes.retry, owner(200), ofRecording, setRecording({ state: 'failed', problem: 'transcode_failed' })),
  row(recordingRoutes.cancel, owner(200), ofRecording),
  row(recordingRoutes.digest, owner(204), (scene) => ({ ...ofRecording(scene), body: { sha256: '0'.repeat(64) } })),
  row(recordingRoutes.original, owner(200), ofRecording),
  row(recordingRoutes.master, watchers(200), ofRecording),
  row(recordingRoutes.playlist, watchers(200), ({ recordingId }) => ({ params: { recordingId, rendition: '480' } })),
  row(recordingRoutes.segment, watchers(200), ({ recordingId }) => ({
    params: { recordingId, rendition: '480', segment: '1.m4s' },
  })),
  row(recordingRoutes.poster, watchers(200), ofRecording),
  row(recordingRoutes.thumbnails, watchers(200), ofRecording),
  row(recordingRoutes.thumbnailSheet, watchers(200), ({ recordingId }) => ({
    params: { recordingId, sheet: '0.jpg' },
  })),
  row(recordingRoutes.waveform, watchers(200), ofRecording),
  row(recordingRoutes.position, watchers(200), ofRecording),
  row(recordingRoutes.played, watchers(204), (scene) => ({
    ...ofRecording(scene),
    body: { atMs: 1000, ranges: [{ startMs: 0, endMs: 1000 }] },
  })),

  row(grantRoutes.list, owner(200), ofRecording),
  row(grantRoutes.give, owner(201), (scene) => ({
    ...ofRecording(scene),
    body: { granteeId: cast.member.id, mayComment: true, until: tomorrow() },
  })),
  row(grantRoutes.change, owner(200), ({ grantId }) => ({ params: { grantId }, body: { until: tomorrow() } })),
  row(grantRoutes.trim, owner(200), (scene) => ({
    ...ofRecording(scene),
    body: { range: { startMs: 1000, endMs: 5000 } },
  })),
  row(hidingRoutes.get, owner(200), ofRecording),
  row(hidingRoutes.save, owner(200), (scene) => ({ ...ofRecording(scene), body: { areas: [], sounds: [] } })),
  row(hidingRoutes.make, owner(200), ofRecording, hidingMade),
  row(hidingRoutes.use, owner(200), ofRecording, hidingMade),
  row(hidingRoutes.remove, owner(204), ofRecording, hidingMade),
  row(hidingRoutes.master, owner(200), ofRecording, hidingMade),
  row(
    hidingRoutes.playlist,
    owner(200),
    ({ recordingId }) => ({ params: { recordingId, rendition: '480' } }),
    hidingMade,
  ),
  row(
    hidingRoutes.segment,
    owner(200),
    ({ recordingId }) => ({ params: { recordingId, rendition: '480', segment: '1.m4s' } }),
    hidingMade,
  ),
  row(grantRoutes.withdraw, owner(204), ({ grantId }) => ({ params: { grantId } })),

  row(auditLogRoutes.list, owner(200), (scene) => ({ ...ofRecording(scene), query: {} })),
  row(auditLogRoutes.people, owner(200), ofRecording),
  row(auditLogRoutes.table, owner(200), (scene) => ({ ...ofRecording(scene), query: {} })),
  // Of one's own lessons, which may be none.
  row(auditLogRoutes.mine, but(200), () => ({ query: {} })),
  row(auditLogRoutes.minePeople, but(200), () => ({})),
  row(auditLogRoutes.mineTable, but(200), () => ({ query: {} })),

  row(commentRoutes.list, watchers(200), (scene) => ({ ...ofRecording(scene), query: {} })),
  row(commentRoutes.add, commenters(201), (scene) => ({
    ...ofRecording(scene),
    body: { clientKey: randomUUID(), kind: 'compliment' as const, moment: { startMs: 0 }, text: 'Mooi!' },
  })),
  row(commentRoutes.edit, owner(200), ({ commentId }) => ({ params: { commentId }, body: { text: 'Anders' } })),
  row(commentRoutes.remove, owner(204), ({ commentId }) => ({ params: { commentId } })),
  // What is deleted is there for its author alone.
  row(commentRoutes.restore, but(404, { owner: 200 }), ({ commentId }) => ({ params: { commentId } }), deleteComment),
  row(commentRoutes.read, watchers(204), (scene) => ({ ...ofRecording(scene), body: { revision: 1 } })),
  row(commentRoutes.people, watchers(200), ofRecording),

  row(sealRoutes.get, watchers(200), ofRecording),
  // The coach, with whom it is shared for this.
  row(
    sealRoutes.start,
    but(404, { owner: 201, coach: 201, commenter: 403, watcher: 403 }),
    (scene) => ({ ...ofRecording(scene), body: { coachId: cast.coach.id } }),
    sharedWithCoach,
  ),
  // Of the two who look apart, and not there for others who watch.
  row(
    sealRoutes.release,
    but(404, { owner: 200, coach: 200 }),
    (scene) => ({ ...ofRecording(scene), body: { released: true } }),
    sealedWithCoach,
  ),
  row(sealRoutes.open, but(404, { owner: 200, coach: 403 }), ofRecording, sealedWithCoach),

  row(roomRoutes.create, watchers(201), ({ recordingId }) => ({
    body: { title: 'Kijkgesprek', recordingId, personIds: [cast.member.id] },
  })),
  row(roomRoutes.list, but(200), () => ({ query: {} })),
  row(roomRoutes.get, invited(200), ofRoom),
  row(roomRoutes.update, host(200), (scene) => ({ ...ofRoom(scene), body: { title: 'Anders' } })),
  row(roomRoutes.end, host(200), ofRoom),
  // Invited, and not let in yet: the talk is of those who are in it.
  row(roomRoutes.messages, host(200), (scene) => ({ ...ofRoom(scene), query: {} })),
];
