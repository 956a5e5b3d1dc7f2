import { z } from 'zod';
import { AuditKind } from './audit-log.ts';
import { CommentKind } from './comments.ts';
import { Day, Id, Instant, Milliseconds, PersonRef } from './common.ts';
import { LawfulBasis, RecordingOrigin } from './recordings.ts';
import { RecordingState } from './recording-state.ts';

const text = (description: string) => z.string().meta({ description });

export const ExportedMoment = z
  .object({ startMs: Milliseconds, endMs: Milliseconds.nullable() })
  .meta({ id: 'ExportedMoment', description: 'Whole milliseconds from the first frame; endMs is null for a point.' });

/** From its first millisecond up to its end. */
const Part = z.object({ startMs: Milliseconds, endMs: Milliseconds });

export const ExportedComment = z
  .object({
    id: Id,
    author: PersonRef,
    parentId: Id.nullable().meta({ description: 'The comment that this one answers.' }),
    kind: CommentKind,
    moment: ExportedMoment,
    text: z.string(),
    private: z.boolean().meta({ description: 'Read by nobody but its author.' }),
    goals: z.array(
      z.object({ id: Id, title: z.string().nullable().meta({ description: 'Null where it is not yours to read.' }) }),
    ),
    mentions: z.array(PersonRef).meta({ description: 'People called to it with @.' }),
    doneAt: Instant.nullable().meta({ description: 'When it was ticked off.' }),
    doneBy: PersonRef.nullable(),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'ExportedComment' });
export type ExportedComment = z.infer<typeof ExportedComment>;

/** Of a lesson that was deleted, whose owner let comments on learning goals stay as text. */
export const ExportedKeptComment = ExportedComment.pick({
  id: true,
  author: true,
  kind: true,
  moment: true,
  text: true,
  private: true,
  goals: true,
})
  .extend({ recordedOn: Day.meta({ description: 'Of the lesson that was deleted.' }) })
  .meta({ id: 'ExportedKeptComment' });
export type ExportedKeptComment = z.infer<typeof ExportedKeptComment>;

export const ExportedLogEntry = z
  .object({
    at: Instant,
    kind: AuditKind,
    actor: PersonRef.nullable().meta({ description: 'Null when nobody was signed in.' }),
    subject: PersonRef.nullable().meta({ description: 'The person a grant is about.' }),
    startMs: Milliseconds.nullable().meta({ description: 'Of what was played or loaded, to 10 s.' }),
    endMs: Milliseconds.nullable(),
    until: Instant.nullable().meta({ description: 'Of a grant: until when.' }),
    mayComment: z.boolean().nullable().meta({ description: 'Of a grant: with commenting.' }),
    detail: z.string().nullable().meta({
      description:
        'What was refused, which fields were described, export for a download with an archive, or why it was.',
    }),
    device: z.string().nullable().meta({ description: 'phone, tablet or computer.' }),
  })
  .meta({ id: 'ExportedLogEntry' });
export type ExportedLogEntry = z.infer<typeof ExportedLogEntry>;

/** Why a film is not in the archive. */
export const FilmMissing = z.enum(['not_whole', 'damaged', 'missing']);
export type FilmMissing = z.infer<typeof FilmMissing>;

export const ExportedLesson = z
  .object({
    id: Id,
    school: z.string(),
    trajectoryId: Id.nullable().meta({ description: 'For which it was recorded.' }),
    origin: RecordingOrigin.meta({ description: 'upload: a lesson; review_call: a call that the server recorded.' }),
    title: z.string(),
    recordedOn: Day,
    classGroup: z.string(),
    lawfulBasis: LawfulBasis.meta({ description: 'On what filming rests: coaching inside the school, or consent.' }),
    keepUntil: Day.meta({ description: 'Then the school deletes it.' }),
    state: RecordingState.meta({ description: 'How far its preparation for playing is; ready when it is done.' }),
    durationMs: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    frameRate: z.number().nullable(),
    createdAt: Instant,
    folder: text('Where this lesson lies in the archive.'),
    film: z
      .object({
        path: text('In the archive.'),
        fileName: text('As it was uploaded.'),
        bytes: z.int(),
        sha256: z.string().nullable().meta({ description: 'Of the film, in hexadecimal, where it was computed.' }),
      })
      .nullable(),
    filmMissing: FilmMissing.nullable().meta({ description: 'Why the film is not in the archive.' }),
    shown: Part.nullable().meta({ description: 'What anybody but you may see of it at most; null: all of it.' }),
    pupils: z
      .object({
        classListId: Id.nullable().meta({ description: 'Of classLists, where you keep it still.' }),
        noPupils: z.boolean().meta({ description: 'You say that no pupil can be seen or heard.' }),
        notInThePicture: z.array(Id).meta({ description: 'Pupils of that list.' }),
      })
      .meta({ description: 'Who of a class may be in the picture.' }),
    watchedTo: z
      .object({ atMs: Milliseconds, at: Instant })
      .nullable()
      .meta({ description: 'Where you left it, and when.' }),
    grants: z
      .array(
        z.object({
          person: PersonRef,
          mayComment: z.boolean(),
          part: Part.nullable().meta({ description: 'The part of the lesson that it shows; null: all that is shown.' }),
          shows: z.enum(['plain', 'hidden']).meta({ description: 'hidden: with what you hide of it.' }),
          until: Instant,
          grantedAt: Instant,
          withdrawnAt: Instant.nullable(),
        }),
      )
      .meta({ description: 'With whom it is or was shared.' }),
    comments: z.array(ExportedComment).meta({ description: 'Every comment that you may read, by moment.' }),
    log: z.array(ExportedLogEntry).meta({ description: 'Who did what with this lesson, oldest first.' }),
  })
  .meta({ id: 'ExportedLesson' });
export type ExportedLesson = z.infer<typeof ExportedLesson>;

/** Somebody else's lesson: of it only what is needed to know it again. */
export const ExportedOthersLesson = z
  .object({
    id: Id,
    owner: PersonRef,
    title: z.string(),
    recordedOn: Day,
    sharedUntil: Instant,
    mayComment: z.boolean(),
    part: Part.nullable().meta({ description: 'That is shown to you; null: all of it.' }),
    comments: z.array(ExportedComment).meta({ description: 'Your own.' }),
  })
  .meta({ id: 'ExportedOthersLesson' });
export type ExportedOthersLesson = z.infer<typeof ExportedOthersLesson>;
