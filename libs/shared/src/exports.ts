import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { BYTES, route } from './route.ts';

/** `ended`: its archive is gone, or about to be. */
export const DataExportState = z.enum(['waiting', 'making', 'ready', 'failed', 'ended']);
export type DataExportState = z.infer<typeof DataExportState>;

/**
 * Why an archive is gone. `outdated`: something in it is no longer its owner's to have (a lesson was deleted, access to
 * another's ended, or shows another part of it).
 */
export const DataExportEnd = z.enum(['by_person', 'replaced', 'expired', 'outdated']);
export type DataExportEnd = z.infer<typeof DataExportEnd>;

/** How long an archive can be downloaded. */
export const EXPORT_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** How often one person may ask within a day: each reads all their films. */
export const EXPORTS_A_DAY = 10;

/** One archive of everything that a person owns. */
export const DataExport = z
  .object({
    id: Id,
    state: DataExportState,
    askedAt: Instant,
    /** 0 to 1 of the films' bytes; null before it is begun. */
    progress: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    filmsDone: z.int(),
    films: z.int(),
    /** Why it failed; while it waits or is made, what it waits for by itself. */
    problem: z.string().nullable(),
    /** Of the archive, once it is ready. */
    bytes: z.int().nullable(),
    readyAt: Instant.nullable(),
    /** Until when it can be downloaded. */
    expiresAt: Instant.nullable(),
    ended: DataExportEnd.nullable(),
    endedAt: Instant.nullable(),
    /** Every download, newest first. */
    downloads: z.array(z.object({ at: Instant, device: z.enum(['phone', 'tablet', 'computer']) })),
  })
  .meta({ id: 'DataExport' });
export type DataExport = z.infer<typeof DataExport>;

const one = z.object({ exportId: Id });

/** Each reaches only what they asked for themselves. */
export const exportRoutes = {
  list: route({
    method: 'GET',
    path: '/exports',
    summary: 'The archives that the asker asked for, newest first',
    returns: z.object({ items: z.array(DataExport) }),
  }),
  /** While one is being made, that one is answered; one that is ready is replaced. */
  ask: route({
    method: 'POST',
    path: '/exports',
    summary: 'Have an archive made of everything the asker owns',
    returns: DataExport,
    status: 201,
    problems: ['too_many_requests'],
  }),
  get: route({
    method: 'GET',
    path: '/exports/:exportId',
    summary: 'How far an archive is',
    params: one,
    returns: DataExport,
  }),
  archive: route({
    method: 'GET',
    path: '/exports/:exportId/archive',
    summary: 'Download the archive (zip); every download stands in the log of the lessons in it',
    params: one,
    returns: BYTES,
    problems: ['export_not_ready', 'export_ended'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/exports/:exportId',
    summary: 'Stop making an archive, or delete it at once',
    params: one,
  }),
  schema: route({
    method: 'GET',
    path: '/export-schema',
    summary: 'JSON Schema of the file in an archive that holds everything but the films',
    open: true,
    returns: z.record(z.string(), z.unknown()),
  }),
} as const;
