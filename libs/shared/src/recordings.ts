import { z } from 'zod';
import { Day, Id, Instant, Line, Milliseconds, page, PageQuery, PersonRef } from './common.ts';
import { Range } from './cuts.ts';
import { RecordingAction } from './policy.ts';
import { RecordingState } from './recording-state.ts';
import { BYTES, route } from './route.ts';

export const LawfulBasis = z.enum(['internal_coaching', 'consent']);
export type LawfulBasis = z.infer<typeof LawfulBasis>;

/** A lesson that was uploaded, or a call that the server recorded. */
export const RecordingOrigin = z.enum(['upload', 'review_call']);
export type RecordingOrigin = z.infer<typeof RecordingOrigin>;

/** What becomes of comments that are linked to a goal: they go with the recording, or stay with the goal as text. */
export const CommentsAfter = z.enum(['go', 'stay']);
export type CommentsAfter = z.infer<typeof CommentsAfter>;

/** For whom a film is taken along: for its owner, a training institute, or others outside the school. */
export const DownloadPurpose = z.enum(['own', 'institute', 'outside']);
export type DownloadPurpose = z.infer<typeof DownloadPurpose>;

/** Unless an installation sets another. */
export const MAX_FILM_BYTES = 20_000_000_000;
export const MAX_FILM_MS = 4 * 60 * 60 * 1000;
export const MAX_FILM_SIDE = 8192;

export const Rendition = z
  .object({
    /** Path piece below `hls/`, such as `720` or `sound`. */
    name: z.string(),
    kind: z.enum(['video', 'sound']),
    width: z.int().nullable(),
    height: z.int().nullable(),
    bitsPerSecond: z.int(),
    /** Every segment is stored; before that it is served as it is made. */
    whole: z.boolean(),
  })
  .meta({ id: 'Rendition' });
export type Rendition = z.infer<typeof Rendition>;

export const Recording = z
  .object({
    id: Id,
    organisationId: Id,
    /** Null too for whom its goals are not to read: whoever is neither its coachee nor its coach. */
    trajectoryId: Id.nullable(),
    owner: PersonRef,
    origin: RecordingOrigin,
    title: z.string(),
    recordedOn: Day,
    classGroup: z.string(),
    lawfulBasis: LawfulBasis,
    /** The pupils who may be in it; null for all but its owner. */
    classListId: Id.nullable(),
    /** Nobody of a class can be seen or heard in it, says its owner; false for all but the owner. */
    noPupils: z.boolean(),
    keepUntil: Day,
    state: RecordingState,
    /** A problem code: why it failed; while it is in work, what it waits for by itself (`storage_full`). */
    problem: z.string().nullable(),
    /** It can be watched, all that the asker is shown of it, though perhaps not yet at every quality. */
    playable: z.boolean(),
    /** 0 to 1 over upload-to-ready; null before the first byte. */
    progress: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    durationMs: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    /** Frames a second on average; null for sound only. */
    frameRate: z.number().nullable(),
    hasPicture: z.boolean(),
    hasSound: z.boolean(),
    /** Gain in dB that brings the sound to the common loudness (EBU R128, -23 LUFS); the player applies it. */
    gainDb: z.number().nullable(),
    /** Empty, and the next two null, for whom a part or a version with hidden pieces is shown. */
    fileName: z.string(),
    bytes: z.number().nullable(),
    /** Hex SHA-256 of the stored original, once computed. */
    sha256: z.string().nullable(),
    renditions: z.array(Rendition),
    hasPoster: z.boolean(),
    hasThumbnails: z.boolean(),
    hasWaveform: z.boolean(),
    /** Until when the owner shares it with the asker; null for the owner. */
    sharedUntil: Instant.nullable(),
    /** The part of it that the asker is shown, in the lesson's own time; null: all of it. Of the rest nothing is served. */
    shown: Range.nullable(),
    /** The asker is shown it with what its owner hides. */
    hidden: z.boolean(),
    /** Something is hidden that its owner may show instead of the plain film (owner only; false for others). */
    hasHidden: z.boolean(),
    /** The part that anybody else may see at most; null: all of it, and for whoever is not its owner. */
    trim: Range.nullable(),
    /** With how many people it is shared now (owner only; 0 for others). */
    grantCount: z.int(),
    commentCount: z.int(),
    newCommentCount: z.int(),
    /** What the asker may do with it. */
    may: z.array(RecordingAction),
    createdAt: Instant,
  })
  .meta({ id: 'Recording' });
export type Recording = z.infer<typeof Recording>;

const one = z.object({ recordingId: Id });

const Description = z.object({
  title: Line(200),
  recordedOn: Day,
  classGroup: Line(120),
  lawfulBasis: LawfulBasis,
  /** A list that the owner keeps. */
  classListId: Id.nullable(),
  noPupils: z.boolean(),
  keepUntil: Day,
  trajectoryId: Id.nullable(),
});

export const recordingRoutes = {
  create: route({
    method: 'POST',
    path: '/recordings',
    summary: 'Make a recording; its film follows by tus at /api/uploads with metadata recordingId',
    body: Description.extend({
      organisationId: Id,
      /** The teacher; the caller by default. */
      ownerId: Id.optional(),
      trajectoryId: Id.nullable().default(null),
      classListId: Id.nullable().default(null),
      noPupils: z.boolean().default(false),
      /** By default 30 days after the trajectory's end, at most 12 months after the day of recording. */
      keepUntil: Day.optional(),
      fileName: z.string().max(2000),
      fileType: z.string().max(200).default(''),
      bytes: z.int().min(1),
    }),
    returns: Recording,
    status: 201,
    problems: ['quota_exceeded', 'film_too_large', 'keep_until_past', 'not_a_member'],
  }),
  list: route({
    method: 'GET',
    path: '/recordings',
    summary:
      'Own recordings and those shared with the asker: the newest lesson first (`recordedOn`), of one day what was made last',
    query: PageQuery.extend({ organisationId: Id.optional(), trajectoryId: Id.optional() }),
    returns: page(Recording),
  }),
  get: route({
    method: 'GET',
    path: '/recordings/:recordingId',
    summary: 'One recording',
    params: one,
    returns: Recording,
  }),
  update: route({
    method: 'PATCH',
    path: '/recordings/:recordingId',
    summary: 'Change the description (owner)',
    params: one,
    body: Description.partial(),
    returns: Recording,
    problems: ['keep_until_past', 'recording_held'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/recordings/:recordingId',
    summary: 'Delete for good: the key first, then every object (owner)',
    params: one,
    query: z.object({ comments: CommentsAfter.default('go') }),
    problems: ['recording_held'],
  }),
  retry: route({
    method: 'POST',
    path: '/recordings/:recordingId/retry',
    summary: 'Convert once more (owner)',
    params: one,
    returns: Recording,
    problems: ['recording_state'],
  }),
  cancel: route({
    method: 'POST',
    path: '/recordings/:recordingId/cancel',
    summary: 'Stop upload or conversion (owner)',
    params: one,
    returns: Recording,
    problems: ['recording_state'],
  }),
  digest: route({
    method: 'PUT',
    path: '/recordings/:recordingId/digest',
    summary: "SHA-256 of the film as the uploader's device computed it",
    params: one,
    body: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    problems: ['film_hash_differs'],
  }),
  original: route({
    method: 'GET',
    path: '/recordings/:recordingId/original',
    summary: 'Download the original (owner)',
    params: one,
    query: z.object({ purpose: DownloadPurpose.default('own') }),
    returns: BYTES,
    problems: ['pupils_lack_consent', 'class_list_missing'],
  }),
  master: route({
    method: 'GET',
    path: '/recordings/:recordingId/hls/master.m3u8',
    summary: 'HLS master playlist',
    params: one,
    returns: BYTES,
    problems: ['recording_not_ready'],
  }),
  playlist: route({
    method: 'GET',
    path: '/recordings/:recordingId/hls/:rendition/index.m3u8',
    summary: 'HLS media playlist, complete from the start',
    params: one.extend({ rendition: z.string().regex(/^[a-z0-9]{1,16}$/) }),
    returns: BYTES,
  }),
  /** `init.mp4`, or `<number>.m4s`. */
  segment: route({
    method: 'GET',
    path: '/recordings/:recordingId/hls/:rendition/:segment',
    summary: 'A segment; one not yet made is made first',
    params: one.extend({
      rendition: z.string().regex(/^[a-z0-9]{1,16}$/),
      segment: z.string().regex(/^(init\.mp4|\d{1,6}\.m4s)$/),
    }),
    returns: BYTES,
    problems: ['segment_in_work'],
  }),
  poster: route({
    method: 'GET',
    path: '/recordings/:recordingId/poster',
    summary: 'Poster picture',
    params: one,
    returns: BYTES,
  }),
  thumbnails: route({
    method: 'GET',
    path: '/recordings/:recordingId/thumbnails.vtt',
    summary: 'WebVTT index of the thumbnail sheets',
    params: one,
    returns: BYTES,
  }),
  thumbnailSheet: route({
    method: 'GET',
    path: '/recordings/:recordingId/thumbnails/:sheet',
    summary: 'A sheet of thumbnails',
    params: one.extend({ sheet: z.string().regex(/^\d{1,3}\.(jpg|webp)$/) }),
    returns: BYTES,
  }),
  waveform: route({
    method: 'GET',
    path: '/recordings/:recordingId/waveform',
    summary: 'Waveform peaks (audiowaveform .dat, version 2)',
    params: one,
    returns: BYTES,
  }),
  position: route({
    method: 'GET',
    path: '/recordings/:recordingId/position',
    summary: 'Where the asker left',
    params: one,
    returns: z.object({ atMs: Milliseconds }),
  }),
  /** Also the source of "played part" in the access log. */
  played: route({
    method: 'POST',
    path: '/recordings/:recordingId/played',
    summary: 'What was just played, and where the playhead is',
    params: one,
    body: z.object({
      atMs: Milliseconds,
      ranges: z.array(z.object({ startMs: Milliseconds, endMs: Milliseconds })).max(50),
    }),
  }),
} as const;
