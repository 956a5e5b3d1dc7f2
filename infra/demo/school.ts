import type { Client } from './client.ts';
import type { Who } from './content.ts';
import type { Past } from './past.ts';

/** The demo school as it is being filled. */
export interface School {
  organisationId: string;
  clients: Record<Who, Client>;
  ids: Record<Who, string>;
  past: Past;
}

export const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
export const day = (days: number): string => inDays(days).toISOString().slice(0, 10);

/** The first day from then on that schools are open. */
export function openDay(days: number): string {
  const weekday = inDays(days).getUTCDay();
  return day(days + ([1, 0, 0, 0, 0, 0, 2][weekday] ?? 0));
}
