import { z } from 'zod';
import { AgreementChoice, AgreementKind } from './agreements.ts';
import { TalkKind } from './agendas.ts';
import { Day, Id, Instant, PersonRef } from './common.ts';
import { ProposalState, Rater } from './goals.ts';
import { ReportContent, ReportKey } from './reports.ts';
import { TalkState } from './talks.ts';
import { TrajectoryPhase, TrajectoryStanding, TrajectoryStep } from './trajectory-steps.ts';
import { ExportedMoment } from './exported-lessons.ts';

const text = (description: string) => z.string().meta({ description });

const LessonAt = z.object({
  recordingId: Id.nullable().meta({ description: 'Null where the lesson is gone, or is not shared with you.' }),
  moment: ExportedMoment,
});

export const ExportedRating = z
  .object({
    goalId: Id,
    goalTitle: z.string(),
    as: Rater,
    by: PersonRef,
    at: Instant,
    value: z.int().min(-2).max(2).meta({ description: 'Goal-attainment scaling: 0 is what was hoped for.' }),
    step: text('The step as it was described then.'),
    seen: text('What shows it, in words.'),
    evidence: LessonAt.nullable().meta({ description: 'The moment that shows it.' }),
  })
  .meta({ id: 'ExportedRating' });
export type ExportedRating = z.infer<typeof ExportedRating>;

const Wording = z.object({
  title: z.string(),
  want: text('What do you want.'),
  present: text('Where are you now.'),
  obstacles: text('What is in the way.'),
  resources: text('What helps.'),
  behaviour: text('How will we see it.'),
});

export const ExportedGoal = Wording.extend({
  id: Id,
  position: z.int().meta({ description: 'In the order of the goal list, from 1.' }),
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
    preparationReleasedAt: Instant.nullable().meta({ description: 'Since when the other reads it.' }),
    moments: z
      .array(LessonAt.extend({ pinnedBy: PersonRef, pinnedAt: Instant }))
      .meta({ description: 'Pinned to the talk; in the archive of a coach those that they pinned.' }),
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
  plannedTalks: z.int().nullable().meta({ description: 'The estimate.' }),
  wayOfWorking: z.string(),
  coachee: PersonRef,
  coach: PersonRef,
});

export const ExportedContact = z
  .object({
    spokenWith: z.enum(['client', 'supervisor', 'both']),
    spokenOn: Day,
    text: text('What was made clear.'),
    writtenBy: PersonRef,
    writtenAt: Instant,
  })
  .meta({ id: 'ExportedContact' });

export type ExportedContact = z.infer<typeof ExportedContact>;

export const ExportedReport = z
  .object({
    number: z.int(),
    state: z
      .enum(['released', 'replaced', 'withdrawn'])
      .meta({ description: 'released: client and supervisor may read it now.' }),
    signedName: z.string(),
    signedAt: Instant,
    endedAt: Instant.nullable(),
    content: ReportContent,
    path: text('Of its PDF in the archive.'),
  })
  .meta({ id: 'ExportedReport' });
export type ExportedReport = z.infer<typeof ExportedReport>;

const EvaluationField = z.object({ key: ReportKey, goalId: Id.nullable(), text: z.string() });

/** Of whoever is its coachee: all of it. */
export const ExportedTrajectory = TrajectoryFacts.extend({
  client: PersonRef.nullable(),
  supervisor: PersonRef.nullable(),
  steps: z
    .array(
      z.object({
        at: Instant,
        by: PersonRef,
        from: TrajectoryStep.nullable(),
        to: TrajectoryStep.nullable(),
        toCoach: PersonRef.nullable(),
        reason: z.string(),
      }),
    )
    .meta({ description: 'Changes of its phase, of whether it goes on, and of its coach.' }),
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
          clientAgreed: text('Who of the client agreed to a written report.'),
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
  evaluation: z
    .array(
      EvaluationField.extend({
        released: z.boolean().meta({ description: 'To be part of the report.' }),
        changedAt: Instant,
      }),
    )
    .meta({ description: 'The final evaluation as you are writing it.' }),
  reports: z.array(ExportedReport).meta({ description: 'Every version that you signed.' }),
}).meta({ id: 'ExportedTrajectory' });
export type ExportedTrajectory = z.infer<typeof ExportedTrajectory>;

/** Of whoever is its coach: what they wrote, and what both confirmed. */
export const ExportedCoaching = TrajectoryFacts.extend({
  contacts: z.array(ExportedContact),
  proposals: z.array(ExportedProposal),
  ratings: z.array(ExportedRating),
  talks: z.array(ExportedTalk),
  actions: z.array(ExportedAction),
  suggestions: z
    .array(
      EvaluationField.extend({
        state: z.enum(['open', 'accepted', 'refused', 'withdrawn']),
        suggestedAt: Instant,
        answeredAt: Instant.nullable(),
      }),
    )
    .meta({ description: 'Other words that you suggested for the final evaluation.' }),
}).meta({ id: 'ExportedCoaching' });
export type ExportedCoaching = z.infer<typeof ExportedCoaching>;
