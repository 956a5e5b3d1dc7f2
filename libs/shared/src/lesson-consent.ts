import { z } from 'zod';
import { Answers, ConsentPurpose } from './class-lists.ts';
import { Id, PersonRef } from './common.ts';
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
    pupils: z.array(PupilInLesson),
    standing: z.record(ConsentPurpose, Standing),
  })
  .meta({ id: 'LessonConsent' });
export type LessonConsent = z.infer<typeof LessonConsent>;

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
} as const;
