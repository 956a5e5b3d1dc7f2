import { mayRecording, recordingActions } from '@lesblik/shared/policy';
import { RecordingState } from '@lesblik/shared/recording-state';
import { LawfulBasis, type Recording, RecordingOrigin } from '@lesblik/shared/recordings';
import type { RecordingRow } from './recordings.repository.ts';
import { shownOf } from './recording-access.service.ts';
import { rolesOf } from './roles-of.ts';

const noFile = { fileName: '', bytes: null, sha256: null };

/**
 * A recording as one person may see it. Its trajectory is there for whom the goals are to read: a colleague with whom one
 * lesson is shared has no part in it. Who uploads it for its owner needs to tell it from others and to know how far it is:
 * of whom and for what it is stays with the owner.
 */
export function presentRecording(personId: string, row: RecordingRow): Recording {
  const roles = rolesOf(personId, row);
  const owner = roles.includes('owner');
  const coach = row.trajectoryCoachId === personId;
  const readsGoals = owner || coach;
  const shown = owner ? null : shownOf(row);
  // A file's name may say what was cut off or hidden.
  const seesFile = owner || row.uploaderId === personId || (shown === null && row.hidingId === null);
  const made = shown === null || row.cutMadeAt !== null;
  const whole: Recording = {
    id: row.id,
    organisationId: row.organisationId,
    trajectoryId: readsGoals ? row.trajectoryId : null,
    owner: { id: row.ownerId, name: row.ownerName },
    origin: RecordingOrigin.parse(row.origin),
    title: row.title,
    recordedOn: row.recordedOn,
    classGroup: row.classGroup,
    lawfulBasis: LawfulBasis.parse(row.lawfulBasis),
    classListId: owner ? row.classListId : null,
    noPupils: owner && row.noPupils,
    keepUntil: row.keepUntil,
    state: RecordingState.parse(row.state),
    problem: row.problem,
    playable: row.playable && made,
    progress: row.progress,
    secondsLeft: row.secondsLeft,
    durationMs: row.durationMs,
    width: row.width,
    height: row.height,
    frameRate: row.frameRate,
    hasPicture: row.hasPicture,
    hasSound: row.hasSound,
    gainDb: row.gainDb,
    ...(seesFile ? { fileName: row.fileName, bytes: row.bytes, sha256: row.sha256 } : noFile),
    renditions:
      shown === null && (owner || row.hidingId === null)
        ? row.renditions
        : row.renditions.filter(({ name }) => name !== 'copy'),
    hasPoster: row.hasPoster && made,
    hasThumbnails: row.hasThumbnails && made,
    hasWaveform: row.hasWaveform,
    sharedUntil: owner || row.grantedUntil === null ? null : row.grantedUntil.toISOString(),
    shown,
    hidden: !owner && row.hidingId !== null,
    hasHidden: owner && row.hasHidden,
    trim:
      owner && row.trimStartMs !== null && row.trimEndMs !== null
        ? { startMs: row.trimStartMs, endMs: row.trimEndMs }
        : null,
    grantCount: owner ? Number(row.grantCount) : 0,
    commentCount: Number(row.commentCount),
    newCommentCount: Number(row.newCommentCount),
    may: recordingActions(roles),
    createdAt: row.createdAt.toISOString(),
  };
  return mayRecording('watch', roles)
    ? whole
    : { ...whole, trajectoryId: null, classGroup: '', commentCount: 0, newCommentCount: 0 };
}
