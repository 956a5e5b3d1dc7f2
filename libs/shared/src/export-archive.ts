import { z } from 'zod';
import { AgreementChoice, AgreementKind } from './agreements.ts';
import { TalkKind } from './agendas.ts';
import { AuditKind } from './audit-log.ts';
import { CommentKind } from './comments.ts';
import { Day, Id, Instant, Language, Milliseconds, PersonRef } from './common.ts';
import { ProposalState, Rater } from './goals.ts';
import { MembershipRole } from './identity.ts';
import { LawfulBasis, RecordingOrigin } from './recordings.ts';
import { RecordingState } from './recording-state.ts';
import { RequestState } from './requests.ts';
import { TalkState } from './talks.ts';
import { TrajectoryPhase, TrajectoryStanding, TrajectoryStep } from './trajectory-steps.ts';

/**
 * What stands in `data.json` (in Dutch `gegevens.json`) of an archive: docs/export.md. Others read it, so that a change
 * that takes something away, or gives it another meaning, is another version.
 */
export const EXPORT_VERSION = 1;

const text = (description: string) => z.string().meta({ description });

export const ExportedMoment = z
  .object({ startMs: Milliseconds, endMs: Milliseconds.nullable() })
  .meta({ id: 'ExportedMoment', description: 'Whole milliseconds from the first frame; endMs is null for a point.' });

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
    mentions: z.array(PersonRef),
    doneAt: Instant.nullable(),
    doneBy: PersonRef.nullable(),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'ExportedComment' });
export type ExportedComment = z.infer<typeof ExportedComment>;

export const ExportedLogEntry = z
  .object({
    at: Instant,
    kind: AuditKind,
    actor: PersonRef.nullable().meta({ description: 'Null when nobody was signed in.' }),
    subject: PersonRef.nullable().meta({ description: 'The person a grant is about.' }),
    startMs: Milliseconds.nullable(),
    endMs: Milliseconds.nullable(),
    until: Instant.nullable(),
    mayComment: z.boolean().nullable(),
    detail: z.string().nullable(),
    device: z.string().nullable(),
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
    trajectoryId: Id.nullable(),
    origin: RecordingOrigin,
    title: z.string(),
    recordedOn: Day,
    classGroup: z.string(),
    lawfulBasis: LawfulBasis,
    keepUntil: Day,
    state: RecordingState,
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
    filmMissing: FilmMissing.nullable(),
    /** Where its owner left. */
    watchedTo: z.object({ atMs: Milliseconds, at: Instant }).nullable(),
    grants: z.array(
      z.object({
        person: PersonRef,
        mayComment: z.boolean(),
        until: Instant,
        grantedAt: Instant,
        withdrawnAt: Instant.nullable(),
      }),
    ),
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
    comments: z.array(ExportedComment).meta({ description: 'Your own.' }),
  })
  .meta({ id: 'ExportedOthersLesson' });
export type ExportedOthersLesson = z.infer<typeof ExportedOthersLesson>;

/** Null where the lesson is gone, or is not shared with whose archive it is. */
const LessonAt = z.object({ recordingId: Id.nullable(), moment: ExportedMoment });

export const ExportedRating = z
  .object({
    goalId: Id,
    goalTitle: z.string(),
    as: Rater,
    by: PersonRef,
    at: Instant,
    value: z.int().min(-2).max(2),
    step: text('The step as it was described then.'),
    seen: text('What shows it, in words.'),
    evidence: LessonAt.nullable(),
  })
  .meta({ id: 'ExportedRating' });
export type ExportedRating = z.infer<typeof ExportedRating>;

const Wording = z.object({
  title: z.string(),
  want: z.string(),
  present: z.string(),
  obstacles: z.string(),
  resources: z.string(),
  behaviour: z.string(),
});

export const ExportedGoal = Wording.extend({
  id: Id,
  position: z.int(),
  steps: z.array(z.string()).meta({ description: 'From −2 to +2, in the coachee’s own words.' }),
  archivedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  ratings: z.array(ExportedRating),
}).meta({ id: 'ExportedGoal' });
export type ExportedGoal = z.infer<typeof ExportedGoal>;

export const ExportedProposal = Wording.extend({
  proposedBy: PersonRef,
  proposedAt: Instant,
  state: ProposalState,
  answer: z.string(),
  answeredAt: Instant.nullable(),
}).meta({ id: 'ExportedGoalProposal' });
export type ExportedProposal = z.infer<typeof ExportedProposal>;

export const ExportedAction = z
  .object({
    id: Id,
    what: z.string(),
    owner: PersonRef,
    dueOn: Day,
    goalId: Id.nullable(),
    talkId: Id.nullable(),
    doneAt: Instant.nullable(),
    doneText: z.string(),
    doneMoment: LessonAt.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'ExportedAction' });
export type ExportedAction = z.infer<typeof ExportedAction>;

const Written = z.array(
  z.object({
    section: text('The part of the agenda.'),
    title: z.string().nullable().meta({ description: 'The school’s own words for it; null for the built-in part.' }),
    text: z.string(),
  }),
);

export const ExportedTalk = z
  .object({
    id: Id,
    kind: TalkKind,
    title: z.string(),
    state: TalkState,
    startsAt: Instant.nullable(),
    timeZone: z.string(),
    durationMinutes: z.int(),
    place: z.string(),
    heldAt: Instant.nullable(),
    summary: z.string().nullable().meta({ description: 'As both confirmed it; null until then.' }),
    confirmations: z.array(z.object({ person: PersonRef, at: Instant })),
    texts: Written.nullable().meta({ description: 'What both wrote in the agenda; null in the archive of a coach.' }),
    preparation: Written.meta({ description: 'Your own.' }),
    preparationReleasedAt: Instant.nullable(),
    moments: z.array(LessonAt.extend({ pinnedBy: PersonRef, pinnedAt: Instant })),
  })
  .meta({ id: 'ExportedTalk' });
export type ExportedTalk = z.infer<typeof ExportedTalk>;

const TrajectoryFacts = z.object({
  id: Id,
  school: z.string(),
  title: z.string(),
  phase: TrajectoryPhase,
  standing: TrajectoryStanding,
  startsOn: Day,
  endsOn: Day,
  plannedTalks: z.int().nullable(),
  wayOfWorking: z.string(),
  coachee: PersonRef,
  coach: PersonRef,
});

export const ExportedContact = z
  .object({
    spokenWith: z.enum(['client', 'supervisor', 'both']),
    spokenOn: Day,
    text: z.string(),
    writtenBy: PersonRef,
    writtenAt: Instant,
  })
  .meta({ id: 'ExportedContact' });

export type ExportedContact = z.infer<typeof ExportedContact>;

/** Of whoever is its coachee: all of it. */
export const ExportedTrajectory = TrajectoryFacts.extend({
  client: PersonRef.nullable(),
  supervisor: PersonRef.nullable(),
  steps: z.array(
    z.object({
      at: Instant,
      by: PersonRef,
      from: TrajectoryStep.nullable(),
      to: TrajectoryStep.nullable(),
      toCoach: PersonRef.nullable(),
      reason: z.string(),
    }),
  ),
  contacts: z.array(ExportedContact),
  agreements: z.array(
    z.object({
      kind: AgreementKind,
      versions: z.array(
        z.object({
          number: z.int(),
          ends: z.boolean(),
          choice: AgreementChoice.nullable(),
          text: z.string(),
          clientAgreed: z.string(),
          proposedBy: PersonRef,
          proposedAt: Instant,
          state: z.enum(['open', 'refused', 'withdrawn', 'ended']),
          answer: z.string(),
          acceptances: z.array(z.object({ person: PersonRef, at: Instant })),
        }),
      ),
    }),
  ),
  goals: z.array(ExportedGoal),
  proposals: z.array(ExportedProposal),
  talks: z.array(ExportedTalk),
  actions: z.array(ExportedAction),
}).meta({ id: 'ExportedTrajectory' });
export type ExportedTrajectory = z.infer<typeof ExportedTrajectory>;

/** Of whoever is its coach: what they wrote, and what both confirmed. */
export const ExportedCoaching = TrajectoryFacts.extend({
  contacts: z.array(ExportedContact),
  proposals: z.array(ExportedProposal),
  ratings: z.array(ExportedRating),
  talks: z.array(ExportedTalk),
  actions: z.array(ExportedAction),
}).meta({ id: 'ExportedCoaching' });
export type ExportedCoaching = z.infer<typeof ExportedCoaching>;

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
    othersLessons: z.array(ExportedOthersLesson).meta({ description: 'Of others, shared with you now.' }),
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
          textVersion: z.string(),
          keepSoFar: z.boolean(),
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
  z.toJSONSchema(ExportArchive, { target: 'draft-2020-12', io: 'output' });
