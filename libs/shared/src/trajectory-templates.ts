import { z } from 'zod';
import { Id, Line, Prose } from './common.ts';
import { route } from './route.ts';

/** Ways of working that are in use; a school changes its own copy. */
export const builtinTemplates = {
  three_talks: { talks: 3, months: 3 },
  five_talks: { talks: 5, months: 6 },
  progress_talks: { talks: 3, months: 12 },
  video_cycles: { talks: 9, months: 12 },
  ten_talks: { talks: 10, months: 9 },
} as const;
export const BuiltinTemplate = z.enum(
  Object.keys(builtinTemplates) as [keyof typeof builtinTemplates, ...(keyof typeof builtinTemplates)[]],
);
export type BuiltinTemplate = z.infer<typeof BuiltinTemplate>;

export const TrajectoryTemplate = z
  .object({
    /** A built-in's own name, or the id of one that the school made. */
    key: z.string(),
    builtin: BuiltinTemplate.nullable(),
    /** Null: a built-in that the school left as it is; its words are the web's, in the reader's language. */
    words: z.object({ name: z.string(), wayOfWorking: z.string() }).nullable(),
    talks: z.int(),
    months: z.int(),
    archived: z.boolean(),
  })
  .meta({ id: 'TrajectoryTemplate' });
export type TrajectoryTemplate = z.infer<typeof TrajectoryTemplate>;

/** The day so many months on, or the last of its month where that has no such day. @param day `2026-08-31` */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

const Fields = z.object({
  name: Line(120),
  wayOfWorking: Prose(5000).default(''),
  talks: z.coerce.number().int().min(1).max(100),
  months: z.coerce.number().int().min(1).max(60),
  archived: z.boolean().default(false),
});
export type TemplateFields = z.infer<typeof Fields>;

const inOrganisation = z.object({ organisationId: Id });
const ofTemplate = inOrganisation.extend({ key: BuiltinTemplate.or(Id) });

export const templateRoutes = {
  list: route({
    method: 'GET',
    path: '/organisations/:organisationId/trajectory-templates',
    summary: "The school's templates of trajectories (every member)",
    params: inOrganisation,
    returns: z.object({ items: z.array(TrajectoryTemplate) }),
  }),
  add: route({
    method: 'POST',
    path: '/organisations/:organisationId/trajectory-templates',
    summary: 'Make a template of the school (administrator)',
    params: inOrganisation,
    body: Fields,
    returns: TrajectoryTemplate,
    status: 201,
  }),
  /** Trajectories that were made from it keep what they had. */
  edit: route({
    method: 'PUT',
    path: '/organisations/:organisationId/trajectory-templates/:key',
    summary: 'Change a template, or put it away (administrator)',
    params: ofTemplate,
    body: Fields,
    returns: TrajectoryTemplate,
  }),
  restore: route({
    method: 'DELETE',
    path: '/organisations/:organisationId/trajectory-templates/:key',
    summary: 'A built-in template as it was at first (administrator)',
    params: inOrganisation.extend({ key: BuiltinTemplate }),
  }),
} as const;
