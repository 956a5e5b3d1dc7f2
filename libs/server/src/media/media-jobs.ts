import { z } from 'zod';
import { defineJob } from '../jobs/define-job.ts';

const one = z.object({ recordingId: z.uuid() });
const nothing = z.object({});

/** What the film is, where its frames are; then its first seconds. Begins anew: what an earlier try made is removed. */
export const probeFilm = defineJob({
  name: 'probe-film',
  queue: 'view',
  payload: one,
  progress: nothing,
  result: nothing,
  attempts: 3,
  id: ({ recordingId }) => recordingId,
});

/** A segment somebody waits for: of the picture (lower rungs), or a few of the sound. Does nothing where it is there already. */
export const makePiece = defineJob({
  name: 'make-piece',
  queue: 'view',
  payload: one.extend({ of: z.enum(['picture', 'sound']), segment: z.int().min(0) }),
  progress: nothing,
  result: nothing,
  attempts: 2,
  id: ({ recordingId, of, segment }) => `${recordingId}.${of}.${segment}`,
});

/** The film's own picture in segments, without encoding. */
export const copyPicture = defineJob({
  name: 'copy-picture',
  queue: 'view',
  payload: one,
  progress: nothing,
  result: nothing,
  attempts: 3,
  id: ({ recordingId }) => recordingId,
});

/** One piece of a film, every rung from one decode; running it twice rewrites the same objects. */
export const transcodeChunk = defineJob({
  name: 'transcode-chunk',
  queue: 'media',
  payload: one.extend({ index: z.int().min(0) }),
  progress: z.object({ segments: z.int() }),
  result: nothing,
  attempts: 3,
  id: ({ recordingId, index }) => `${recordingId}.${index}`,
});

/** A step of which a film has one at most. */
const chore = (name: string, attempts = 3) =>
  defineJob({
    name,
    queue: 'chores',
    payload: one,
    progress: nothing,
    result: nothing,
    attempts,
    id: ({ recordingId }) => recordingId,
  });

/** SHA-256 of the stored original, compared with the device's. */
export const hashOriginal = chore('hash-original');
export const makeSound = chore('make-sound');
export const measureSound = chore('measure-sound');
export const makePoster = chore('make-poster');
export const makeThumbnails = chore('make-thumbnails');
/** Looks whether all is stored; then the recording is ready. */
export const completeRecording = chore('complete-recording');
/** After a failure or a cancellation: all but the original goes. */
export const cleanUpRecording = chore('clean-up-recording');
/** The key first, then every object. Tried until it is done. */
export const deleteRecording = chore('delete-recording', 1000);

/** The stored tracks of an ended take (takes/track-journal.ts) become the recording's original, which is then probed. */
export const composeTake = defineJob({
  name: 'compose-take',
  queue: 'chores',
  payload: one.extend({ takeId: z.uuid() }),
  progress: nothing,
  result: nothing,
  attempts: 3,
  id: ({ takeId }) => takeId,
});

export const mediaJobs = [
  probeFilm,
  makePiece,
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
] as const;
