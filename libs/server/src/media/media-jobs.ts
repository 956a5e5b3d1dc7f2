import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';

const one = z.object({ recordingId: z.uuid() });
const nothing = z.object({});

/**
 * A worker may be killed for reasons of its own, and takes with it whatever else it is at: only a step that gets no further
 * this often is the reason. Twenty kills in a row are to cost nothing.
 */
const DEATHS = 25;
/** Nothing else of a film is at work while it is examined. */
const DEATHS_EXAMINING = 3;

/** What the film is, where its frames are; then its first seconds. Begins anew: what an earlier try made is removed. */
export const probeFilm = defineJob({
  name: 'probe-film',
  queue: 'view',
  payload: one,
  result: nothing,
  attempts: 3,
  deaths: DEATHS_EXAMINING,
  id: ({ recordingId }) => recordingId,
});

export const PieceKind = z.enum(['picture', 'sound', 'copy']);
export type PieceKind = z.infer<typeof PieceKind>;

/**
 * A segment somebody waits for: of the picture (lower rungs), or a few of the sound or of the film's own picture. Does
 * nothing where it is there already.
 */
export const makePiece = defineJob({
  name: 'make-piece',
  queue: 'view',
  payload: one.extend({ of: PieceKind, segment: z.int().min(0) }),
  result: nothing,
  attempts: 2,
  deaths: DEATHS,
  id: ({ recordingId, of, segment }) => `${recordingId}.${of}.${segment}`,
});

/** What somebody needs who is shown a part of a recording: its edges, its poster, its thumbnails. */
export const makeCut = defineJob({
  name: 'make-cut',
  queue: 'view',
  payload: one.extend({ cutId: z.uuid() }),
  result: nothing,
  attempts: 3,
  deaths: DEATHS,
  id: ({ cutId }) => cutId,
});

/**
 * The film with what its owner hides: the segments in which something is hidden, a poster and thumbnails. As long as a film's
 * conversion where much is hidden.
 */
export const makeHiding = defineJob({
  name: 'make-hiding',
  queue: 'media',
  payload: one.extend({ hidingId: z.uuid() }),
  result: nothing,
  attempts: 3,
  deaths: DEATHS,
  id: ({ hidingId }) => hidingId,
});

/** The film's own picture in segments, without encoding. */
export const copyPicture = defineJob({
  name: 'copy-picture',
  queue: 'view',
  payload: one,
  result: nothing,
  attempts: 3,
  deaths: DEATHS,
  id: ({ recordingId }) => recordingId,
});

/** One piece of a film, every rung from one decode; running it twice rewrites the same objects. */
export const transcodeChunk = defineJob({
  name: 'transcode-chunk',
  queue: 'media',
  payload: one.extend({ index: z.int().min(0) }),
  result: nothing,
  attempts: 3,
  deaths: DEATHS,
  id: ({ recordingId, index }) => `${recordingId}.${index}`,
});

/** A step of which a film has one at most. */
const chore = (name: string, { attempts = 3, ...more }: { attempts?: number; deaths?: number } = {}) =>
  defineJob({
    name,
    queue: 'chores',
    payload: one,
    result: nothing,
    attempts,
    ...more,
    id: ({ recordingId }) => recordingId,
  });

/** SHA-256 of the stored original, compared with the device's. */
export const hashOriginal = chore('hash-original', { deaths: DEATHS });
export const makeSound = chore('make-sound', { deaths: DEATHS });
export const measureSound = chore('measure-sound', { deaths: DEATHS });
export const makePoster = chore('make-poster', { deaths: DEATHS });
export const makeThumbnails = chore('make-thumbnails', { deaths: DEATHS });
/** Looks whether all is stored; then the recording is ready. */
export const completeRecording = chore('complete-recording', { deaths: DEATHS });
/** After a failure or a cancellation: all but the original goes. */
export const cleanUpRecording = chore('clean-up-recording');
/** The key first, then every object. Tried until it is done. */
export const deleteRecording = chore('delete-recording', { attempts: 1000 });
/** Looks once more whether nothing of a deleted recording is stored, and signs that. Tried until it is done. */
export const certifyDeletion = chore('certify-deletion', { attempts: 1000 });

/** The stored tracks of an ended take (takes/track-journal.ts) become the recording's original, which is then probed. */
export const composeTake = defineJob({
  name: 'compose-take',
  // As long as a film's conversion: among the chores it would keep others' films from their sound.
  queue: 'media',
  payload: one.extend({ takeId: z.uuid() }),
  result: nothing,
  attempts: 3,
  deaths: 5,
  id: ({ takeId }) => takeId,
});

export const mediaJobs = [
  probeFilm,
  makePiece,
  makeCut,
  makeHiding,
  copyPicture,
  transcodeChunk,
  hashOriginal,
  makeSound,
  measureSound,
  makePoster,
  makeThumbnails,
  completeRecording,
  cleanUpRecording,
  deleteRecording,
  certifyDeletion,
  composeTake,
] as const;
