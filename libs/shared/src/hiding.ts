import { z } from 'zod';
import { Id, Instant, Milliseconds } from './common.ts';
import { Range } from './cuts.ts';
import { BYTES, route } from './route.ts';

/** A share of the upright picture's width or height. */
const Share = z.number().min(0).max(1);
const Length = z.number().min(0.005).max(1);

/** Where an area lies at one moment: its left top corner and its size. */
export const KeyPosition = z
  .object({ atMs: Milliseconds, x: Share, y: Share, width: Length, height: Length })
  .meta({ id: 'KeyPosition' });
export type KeyPosition = z.infer<typeof KeyPosition>;
export type Box = Omit<KeyPosition, 'atMs'>;

/**
 * Something of the picture that is hidden: from its first key position up to and including its last, and between two of them
 * in a straight line. An ellipse fills the box of its position.
 */
export const HiddenArea = z
  .object({
    shape: z.enum(['rectangle', 'ellipse']),
    positions: z
      .array(KeyPosition)
      .min(1)
      .max(200)
      .refine((all) => all.every(({ atMs }, n) => n === 0 || atMs > (all[n - 1]?.atMs ?? 0)), {
        error: 'positions_not_in_order',
      }),
  })
  .meta({ id: 'HiddenArea' });
export type HiddenArea = z.infer<typeof HiddenArea>;

/** What an owner hides of a lesson: areas of the picture, stretches of the sound. */
export const HiddenList = z
  .object({ areas: z.array(HiddenArea).max(20), sounds: z.array(Range).max(50) })
  .meta({ id: 'HiddenList' });
export type HiddenList = z.infer<typeof HiddenList>;

/** The film as others see it: made of the list as it was then, which never changes afterwards. */
export const HiddenVersion = z
  .object({
    id: Id,
    list: HiddenList,
    state: z.enum(['making', 'ready', 'failed']),
    /** 0 to 1. */
    progress: z.number(),
    /** A problem code: why it failed. */
    problem: z.string().nullable(),
    madeAt: Instant.nullable(),
  })
  .meta({ id: 'HiddenVersion' });
export type HiddenVersion = z.infer<typeof HiddenVersion>;

export const Hiding = z
  .object({
    list: HiddenList,
    /** Made, or being made, for its owner to look at; nobody else is shown it. */
    trial: HiddenVersion.nullable(),
    /** What is shown to whoever was granted `hidden`. */
    used: HiddenVersion.nullable(),
    /** How many people are shown it now. */
    shownTo: z.int(),
  })
  .meta({ id: 'Hiding' });
export type Hiding = z.infer<typeof Hiding>;

/** Which of both films a grant shows: as it was recorded, or with what its owner hides. */
export const GrantRendition = z.enum(['plain', 'hidden']);
export type GrantRendition = z.infer<typeof GrantRendition>;

const one = z.object({ recordingId: Id });

export const hidingRoutes = {
  get: route({
    method: 'GET',
    path: '/recordings/:recordingId/hiding',
    summary: 'What is hidden of it, and what was made of that (owner)',
    params: one,
    returns: Hiding,
  }),
  save: route({
    method: 'PUT',
    path: '/recordings/:recordingId/hiding',
    summary: 'Change what is hidden; what others see stays as it is (owner)',
    params: one,
    body: HiddenList,
    returns: Hiding,
  }),
  make: route({
    method: 'POST',
    path: '/recordings/:recordingId/hiding/trial',
    summary: 'Make the film with what is hidden, to look at first (owner)',
    params: one,
    returns: Hiding,
    problems: ['recording_not_ready', 'nothing_hidden'],
  }),
  use: route({
    method: 'POST',
    path: '/recordings/:recordingId/hiding/use',
    summary: 'Show it from now on to whoever was granted `hidden` (owner)',
    params: one,
    returns: Hiding,
    problems: ['hiding_not_made'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/recordings/:recordingId/hiding',
    summary: 'Hide nothing any more; whoever was granted `hidden` sees nothing at all. The list stays (owner)',
    params: one,
  }),
  /** As below `/hls`, of the trial, or where there is none, of what is used. */
  master: route({
    method: 'GET',
    path: '/recordings/:recordingId/hiding/hls/master.m3u8',
    summary: 'HLS master playlist of what was made, for its owner to look at',
    params: one,
    returns: BYTES,
    problems: ['recording_not_ready'],
  }),
  playlist: route({
    method: 'GET',
    path: '/recordings/:recordingId/hiding/hls/:rendition/index.m3u8',
    summary: 'HLS media playlist of what was made',
    params: one.extend({ rendition: z.string().regex(/^[a-z0-9]{1,16}$/) }),
    returns: BYTES,
  }),
  segment: route({
    method: 'GET',
    path: '/recordings/:recordingId/hiding/hls/:rendition/:segment',
    summary: 'A segment of what was made',
    params: one.extend({
      rendition: z.string().regex(/^[a-z0-9]{1,16}$/),
      segment: z.string().regex(/^(init\.mp4|\d{1,6}\.m4s)$/),
    }),
    returns: BYTES,
    problems: ['segment_in_work'],
  }),
} as const;
