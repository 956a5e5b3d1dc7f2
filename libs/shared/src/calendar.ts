import { z } from 'zod';
import { Instant } from './common.ts';
import { BYTES, route } from './route.ts';

export const CalendarFeed = z
  .object({
    /** Null when there is none. */
    madeAt: Instant.nullable(),
  })
  .meta({ id: 'CalendarFeed' });

export const calendarRoutes = {
  get: route({
    method: 'GET',
    path: '/me/calendar',
    summary: 'Is there an own calendar address',
    returns: CalendarFeed,
  }),
  /** Told once: only a digest is kept. */
  make: route({
    method: 'POST',
    path: '/me/calendar',
    summary: 'Make a secret calendar address; an earlier one stops',
    returns: CalendarFeed.extend({ address: z.url() }),
    status: 201,
  }),
  end: route({ method: 'DELETE', path: '/me/calendar', summary: 'Stop the own calendar address' }),
  read: route({
    method: 'GET',
    path: '/calendar/:token',
    summary: 'Own talks for a calendar program (iCalendar): when, where and of which kind, never their content',
    open: true,
    params: z.object({ token: z.string().max(100) }),
    returns: BYTES,
    problems: ['not_found'],
  }),
} as const;
