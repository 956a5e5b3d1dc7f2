import { z } from 'zod';
import { Id, Instant, Line, Prose } from './common.ts';
import { route } from './route.ts';

export const TalkKind = z.enum(['intake', 'goals', 'coaching', 'final_evaluation']);
export type TalkKind = z.infer<typeof TalkKind>;

/** The name of the text that both confirm at the end; no section may bear it. */
export const SUMMARY = 'summary';

const SectionKey = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/)
  .refine((key) => key !== SUMMARY);

/** One part of a talk: a text that both write in, with what belongs beside it. */
export const AgendaSection = z
  .object({
    /** Names its text in the talk's document; stays when the words change. */
    key: SectionKey,
    /** Null: the product's own words for this key. */
    title: z.string().nullable(),
    /** What to go over; null as above. */
    hint: z.string().nullable(),
    /** What stands beside the text. */
    beside: z.enum(['nothing', 'goals', 'actions']),
  })
  .meta({ id: 'AgendaSection' });
export type AgendaSection = z.infer<typeof AgendaSection>;

export const MAX_SECTIONS = 12;

const own = (key: string, beside: AgendaSection['beside'] = 'nothing'): AgendaSection => ({
  ...{ key, beside },
  ...{ title: null, hint: null },
});

/** What each kind of talk goes over where a school has not written its own. */
export const builtInAgendas: Readonly<Record<TalkKind, readonly AgendaSection[]>> = {
  intake: [
    own('acquaintance'),
    own('worries_wishes'),
    own('situation'),
    own('way_of_working'),
    own('actions', 'actions'),
  ],
  goals: [own('situation'), own('goal_list', 'goals'), own('how_seen'), own('actions', 'actions')],
  coaching: [
    own('goal_list', 'goals'),
    own('situation'),
    own('alternatives'),
    own('actions', 'actions'),
    own('progress', 'goals'),
  ],
  final_evaluation: [
    own('progress', 'goals'),
    own('learned'),
    own('hold_on'),
    own('actions', 'actions'),
    own('telling'),
  ],
};
/** Keys that have words of the product's own. */
export const builtInKeys: readonly string[] = [
  ...new Set(Object.values(builtInAgendas).flatMap((sections) => sections.map(({ key }) => key))),
];

/** The agenda that new talks of a kind get; 0 is the built-in one. Talks keep the version that they began with. */
export const AgendaTemplate = z
  .object({
    kind: TalkKind,
    version: z.int(),
    sections: z.array(AgendaSection),
    madeAt: Instant.nullable(),
  })
  .meta({ id: 'AgendaTemplate' });
export type AgendaTemplate = z.infer<typeof AgendaTemplate>;

const NewSection = AgendaSection.extend({ title: Line(120).nullable(), hint: Prose(500).nullable() }).refine(
  ({ key, title }) => title !== null || builtInKeys.includes(key),
  { error: 'section_needs_a_title', path: ['title'] },
);

const ofSchool = z.object({ organisationId: Id });

export const agendaRoutes = {
  list: route({
    method: 'GET',
    path: '/organisations/:organisationId/agendas',
    summary: 'The agenda of each kind of talk (administrator)',
    params: ofSchool,
    returns: z.object({ items: z.array(AgendaTemplate) }),
  }),
  change: route({
    method: 'PUT',
    path: '/organisations/:organisationId/agendas/:kind',
    summary: 'Give new talks of this kind another agenda (administrator); those that stand keep theirs',
    params: ofSchool.extend({ kind: TalkKind }),
    body: z.object({
      /** The version it was made from. */
      version: z.int().min(0),
      sections: z
        .array(NewSection)
        .min(1)
        .max(MAX_SECTIONS)
        .refine((sections) => new Set(sections.map(({ key }) => key)).size === sections.length, {
          error: 'section_key_twice',
        }),
    }),
    returns: AgendaTemplate,
    problems: ['changed_meanwhile'],
  }),
} as const;
