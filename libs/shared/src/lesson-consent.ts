import { z } from 'zod';
import { Answers, ConsentPurpose } from './class-lists.ts';
import { Day, Id, Instant, PersonRef } from './common.ts';
import { route } from './route.ts';

/** A pupil who may be in the picture of a lesson: on its list now, or when it was filmed. */
export const PupilInLesson = z
  .object({
    id: Id,
    label: z.string(),
    answers: Answers,
    /** The owner marked that they are not in the picture. */
    absent: z.boolean(),
  })
  .meta({ id: 'PupilInLesson' });
export type PupilInLesson = z.infer<typeof PupilInLesson>;

/** Whether a lesson may be used for a purpose; if not: it names no list with pupils, or whose consent is lacking. */
export const Standing = z
  .object({ verdict: z.enum(['open', 'class_list_missing', 'pupils_lack_consent']), pupilIds: z.array(Id) })
  .meta({ id: 'ConsentStanding' });
export type Standing = z.infer<typeof Standing>;

export const LessonConsent = z
  .object({
    recordingId: Id,
    /** Its keeper may be somebody else by now. */
    classList: z.object({ id: Id, name: z.string(), keeper: PersonRef }).nullable(),
    noPupils: z.boolean(),
    /** Of the recording of a call: the lessons that were played in it; without a title: deleted since. */
    lessons: z.array(z.object({ recordingId: Id, title: z.string().nullable() })),
    /** Of a lesson: recordings of calls in which it was played. */
    calls: z.array(z.object({ recordingId: Id, title: z.string() })),
    pupils: z.array(PupilInLesson),
    standing: z.record(ConsentPurpose, Standing),
  })
  .meta({ id: 'LessonConsent' });
export type LessonConsent = z.infer<typeof LessonConsent>;

/** A lesson that closed for a purpose because consent for a pupil was refused or withdrawn, and that waits for its owner. */
export const LessonClosure = z
  .object({
    id: Id,
    recordingId: Id,
    recordingTitle: z.string(),
    recordedOn: Day,
    label: z.string(),
    purpose: ConsentPurpose,
    closedAt: Instant,
  })
  .meta({ id: 'LessonClosure' });
export type LessonClosure = z.infer<typeof LessonClosure>;

const ofRecording = z.object({ recordingId: Id });

export const lessonConsentRoutes = {
  get: route({
    method: 'GET',
    path: '/recordings/:recordingId/consent',
    summary: 'For what a lesson may be used, and which pupils stand in the way (owner)',
    params: ofRecording,
    returns: LessonConsent,
  }),
  /** Who is on the list and not named here may be in the picture. */
  markAbsent: route({
    method: 'PUT',
    path: '/recordings/:recordingId/absent-pupils',
    summary: 'Say who of the class is not in the picture (owner)',
    params: ofRecording,
    body: z.object({ pupilIds: z.array(Id).max(500) }),
    returns: LessonConsent,
  }),
  closures: route({
    method: 'GET',
    path: '/lesson-closures',
    summary: 'Own lessons that were closed because consent was refused or withdrawn, the latest first',
    returns: z.object({ items: z.array(LessonClosure) }),
  }),
  settle: route({
    method: 'DELETE',
    path: '/lesson-closures/:closureId',
    summary: 'Leave the lesson closed; it waits no longer (owner)',
    params: z.object({ closureId: Id }),
  }),
} as const;
