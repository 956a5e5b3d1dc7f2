import { z } from 'zod';
import { Day, Id, Instant, Language, PersonRef } from './common.ts';
import { MembershipRole } from './identity.ts';
import { NotificationSettings } from './notifications.ts';
import { RequestState } from './requests.ts';
import { ExportedClassList } from './exported-class-lists.ts';
import { ExportedKeptComment, ExportedLesson, ExportedOthersLesson } from './exported-lessons.ts';
import { ExportedCoaching, ExportedTrajectory } from './exported-trajectories.ts';

/**
 * What stands in `data.json` (in Dutch `gegevens.json`) of an archive: docs/export.md. Others read it, so that a change
 * that takes something away, or gives it another meaning, is another version.
 */
export const EXPORT_VERSION = 1;

const text = (description: string) => z.string().meta({ description });

export const ExportArchive = z
  .object({
    format: z.literal('lesblik-export'),
    version: z.literal(EXPORT_VERSION),
    madeAt: Instant,
    language: Language.meta({ description: 'Of the names of files and folders.' }),
    person: z.object({
      id: Id,
      name: z.string(),
      email: z.string(),
      language: Language,
      twoFactorEnabled: z.boolean(),
      createdAt: Instant,
      memberships: z.array(
        z.object({
          organisationId: Id,
          school: z.string(),
          role: MembershipRole,
          joinedAt: Instant,
          endsAt: Instant.nullable(),
        }),
      ),
      notifications: NotificationSettings.meta({ description: 'When you are mailed of what.' }),
      signIns: z.array(
        z.object({
          at: Instant,
          lastUsedAt: Instant,
          endsAt: Instant,
          address: z.string().nullable(),
          browser: z.string().nullable(),
        }),
      ),
    }),
    lessons: z.array(ExportedLesson).meta({ description: 'Your own.' }),
    classLists: z.array(ExportedClassList).meta({ description: 'That you keep.' }),
    othersLessons: z
      .array(ExportedOthersLesson)
      .meta({ description: 'Of others, shared with you now, on which you commented.' }),
    keptComments: z.array(ExportedKeptComment).meta({
      description:
        'That stayed with a learning goal when their lesson was deleted: on your goals those that you may read, and what you wrote on those of whom you coach.',
    }),
    trajectories: z.array(ExportedTrajectory).meta({ description: 'In which you are the coachee.' }),
    coaching: z.array(ExportedCoaching).meta({ description: 'In which you are the coach.' }),
    requests: z
      .array(
        z.object({
          id: Id,
          school: z.string(),
          title: z.string(),
          reason: z.string(),
          coachee: PersonRef,
          client: PersonRef,
          filedBy: PersonRef,
          filedAt: Instant,
          startsOn: Day,
          endsOn: Day,
          state: RequestState,
          message: z.string(),
        }),
      )
      .meta({ description: 'That you filed, or that are about you.' }),
    calls: z
      .array(
        z.object({
          roomId: Id,
          title: z.string(),
          messages: z.array(z.object({ text: z.string(), sentAt: Instant })).meta({ description: 'Your own.' }),
        }),
      )
      .meta({ description: 'Review calls in which you wrote.' }),
    recordingConsents: z
      .array(
        z.object({
          roomId: Id,
          answer: z.enum(['yes', 'no', 'taken_back']),
          textVersion: text('Of the words that were agreed to.'),
          keepSoFar: z
            .boolean()
            .meta({ description: 'Of a yes that was taken back: what was recorded until then may stay.' }),
          at: Instant,
        }),
      )
      .meta({ description: 'What you answered when a call was to be recorded.' }),
    leftOut: z.object({
      ownComments: z.int().meta({
        description: 'Comments of yours on lessons of others that are not shared with you any more.',
      }),
    }),
  })
  .meta({ id: 'LesblikExport', description: 'Everything that one person owns in Lesblik, but the films.' });
export type ExportArchive = z.infer<typeof ExportArchive>;

/** As it lies in each archive beside the data, and at `GET /api/export-schema`. */
export const exportJsonSchema = (): Record<string, unknown> =>
  // As input: a reader takes fields that it does not know, so that they may be added.
  z.toJSONSchema(ExportArchive, { target: 'draft-2020-12', io: 'input' });
