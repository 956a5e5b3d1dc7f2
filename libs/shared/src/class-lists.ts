import { z } from 'zod';
import { Day, Id, Instant, Line, PersonRef } from './common.ts';
import { route } from './route.ts';

/** For what film of a pupil may be used: `inside` is coaching inside the school. */
export const ConsentPurpose = z.enum(['inside', 'institute', 'outside']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** What was said last of one pupil and one purpose; `withdrawn`: given before, and taken back. */
export const PupilAnswer = z.enum(['given', 'refused', 'withdrawn']);
export type PupilAnswer = z.infer<typeof PupilAnswer>;

/** From 16 a pupil decides. */
export const AnsweredBy = z.enum(['parent', 'pupil']);

/** The letter's words by version, the newest last: docs/consent-texts keeps each; every answer names the one it was given to. */
export const pupilConsentTexts = ['2026-11-22'] as const;
export const PUPIL_CONSENT_TEXT = pupilConsentTexts[pupilConsentTexts.length - 1] as (typeof pupilConsentTexts)[number];

/** Initials, a pseudonym or a seat: as short as those are. */
export const MOST_LABEL = 20;
export const MOST_PUPILS = 60;

/** Two words or more that each begin with a capital, and no seat: what a first name and a surname look like. */
export const looksLikeFullName = (label: string): boolean =>
  (label.match(/(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}'’-]*/gu)?.length ?? 0) > 1;

const NewAnswer = z.object({
  purpose: ConsentPurpose,
  answer: PupilAnswer,
  answeredBy: AnsweredBy,
  /** When it was said or signed. */
  answeredOn: Day,
  textVersion: z.enum(pupilConsentTexts),
});

const NewPupil = z.object({ label: Line(MOST_LABEL), answers: z.array(NewAnswer).max(3).default([]) });
export type NewPupil = z.input<typeof NewPupil>;

/** One answer as it was written down; none is changed or taken out. */
export const ConsentEntry = NewAnswer.extend({
  id: Id,
  textVersion: z.string(),
  recordedBy: PersonRef,
  recordedAt: Instant,
}).meta({
  id: 'ConsentEntry',
});
export type ConsentEntry = z.infer<typeof ConsentEntry>;

export const Answers = z.record(ConsentPurpose, PupilAnswer.nullable());
export type Answers = z.infer<typeof Answers>;

export const Pupil = z
  .object({
    id: Id,
    label: z.string(),
    answers: Answers,
    /** Of each purpose: the day of the answer that holds. */
    answeredOn: z.record(ConsentPurpose, Day.nullable()),
  })
  .meta({ id: 'Pupil' });
export type Pupil = z.infer<typeof Pupil>;

/**
 * Of answers that come with a whole list, maybe one of long ago: what was said later holds, and of what was said on one day
 * a no holds against a yes.
 */
export function holdsAgainst(
  { answers, answeredOn }: Pick<Pupil, 'answers' | 'answeredOn'>,
  given: { purpose: ConsentPurpose; answer: PupilAnswer; answeredOn: string },
): boolean {
  const [answer, day] = [answers[given.purpose], answeredOn[given.purpose]];
  if (answer === null || day === null) return false;
  return day === given.answeredOn ? answer !== 'given' && given.answer === 'given' : day > given.answeredOn;
}

/** Whether an answer of a whole list is written down: it is not what holds already, or it is said anew of a later day. */
export const saysMore = (
  pupil: Pick<Pupil, 'answers' | 'answeredOn'>,
  given: { purpose: ConsentPurpose; answer: PupilAnswer; answeredOn: string },
): boolean =>
  !holdsAgainst(pupil, given) &&
  (pupil.answers[given.purpose] !== given.answer || (pupil.answeredOn[given.purpose] ?? '') < given.answeredOn);

export const ClassList = z
  .object({
    id: Id,
    organisationId: Id,
    name: z.string(),
    pupilCount: z.int(),
    /** Of each purpose: of how many pupils consent is given now. */
    given: z.record(ConsentPurpose, z.int()),
    /** When its keeper last said that it is right. */
    checkedAt: Instant,
    /** A school year began since, or a backup was restored. */
    toCheck: z.boolean(),
    /** A backup was restored since: what was withdrawn after it was made may be back as given. */
    restored: z.boolean(),
  })
  .meta({ id: 'ClassList' });
export type ClassList = z.infer<typeof ClassList>;

export const ClassListWithPupils = ClassList.extend({
  pupils: z.array(Pupil),
  /** Off the list, and in the class when a lesson was filmed that is still there: of these too consent can be withdrawn. */
  left: z.array(Pupil),
}).meta({ id: 'ClassListWithPupils' });
export type ClassListWithPupils = z.infer<typeof ClassListWithPupils>;

/** What an administrator sees: how many, never whom. */
export const ClassListCount = z
  .object({ id: Id, name: z.string(), keeper: PersonRef, keeperLeft: z.boolean(), pupilCount: z.int() })
  .meta({ id: 'ClassListCount' });
export type ClassListCount = z.infer<typeof ClassListCount>;

const one = z.object({ classListId: Id });
const ofPupil = z.object({ pupilId: Id });

export const classListRoutes = {
  list: route({
    method: 'GET',
    path: '/class-lists',
    summary: 'The class lists that the asker keeps',
    query: z.object({ organisationId: Id.optional() }),
    returns: z.object({ items: z.array(ClassList) }),
  }),
  create: route({
    method: 'POST',
    path: '/class-lists',
    summary: 'Make a class list and keep it (member)',
    body: z.object({ organisationId: Id, name: Line(80) }),
    returns: ClassListWithPupils,
    status: 201,
  }),
  get: route({
    method: 'GET',
    path: '/class-lists/:classListId',
    summary: 'A class list with its pupils and what holds of each (keeper)',
    params: one,
    returns: ClassListWithPupils,
  }),
  rename: route({
    method: 'PATCH',
    path: '/class-lists/:classListId',
    summary: 'Give a class list another name (keeper)',
    params: one,
    body: z.object({ name: Line(80) }),
    returns: ClassListWithPupils,
  }),
  check: route({
    method: 'POST',
    path: '/class-lists/:classListId/check',
    summary: 'Say that a class list is right for this school year (keeper)',
    params: one,
    returns: ClassListWithPupils,
  }),
  /** The former keeper sees it no more, but for the pupils that stand in the way of own lessons. */
  handOver: route({
    method: 'POST',
    path: '/class-lists/:classListId/keeper',
    summary: 'Hand a class list to another teacher (keeper; the administrator where its keeper left the school)',
    params: one,
    body: z.object({ keeperId: Id }),
    problems: ['not_a_member'],
  }),
  /** Where lessons name it, it stays for those alone. */
  remove: route({
    method: 'DELETE',
    path: '/class-lists/:classListId',
    summary: 'Remove a class list (keeper)',
    params: one,
  }),
  /** A label that is on the list already gets these answers, but for what was answered later; what stands already is not written twice. */
  addPupils: route({
    method: 'POST',
    path: '/class-lists/:classListId/pupils',
    summary: 'Put pupils on a class list, with what was said of each (keeper)',
    params: one,
    body: z.object({ pupils: z.array(NewPupil).min(1).max(MOST_PUPILS) }),
    returns: ClassListWithPupils,
    problems: ['pupil_full_name', 'pupil_twice', 'class_list_full', 'answer_in_future'],
  }),
  renamePupil: route({
    method: 'PATCH',
    path: '/pupils/:pupilId',
    summary: 'Give a pupil another label (keeper)',
    params: ofPupil,
    body: z.object({ label: Line(MOST_LABEL) }),
    returns: ClassListWithPupils,
    problems: ['pupil_full_name', 'pupil_twice'],
  }),
  /** Still counts for lessons filmed until today. */
  removePupil: route({
    method: 'DELETE',
    path: '/pupils/:pupilId',
    summary: 'Take a pupil who left the class off the list (keeper)',
    params: ofPupil,
  }),
  answer: route({
    method: 'POST',
    path: '/pupils/:pupilId/answers',
    summary: 'Write down what was said of one purpose (keeper)',
    params: ofPupil,
    body: NewAnswer,
    returns: ClassListWithPupils,
    problems: ['answer_in_future', 'nothing_to_withdraw'],
  }),
  history: route({
    method: 'GET',
    path: '/pupils/:pupilId/answers',
    summary: 'Everything that was written down of a pupil, the newest first (keeper)',
    params: ofPupil,
    returns: z.object({ items: z.array(ConsentEntry) }),
  }),
  counts: route({
    method: 'GET',
    path: '/organisations/:organisationId/class-lists',
    summary: "The school's class lists: whose, and how many pupils (administrator)",
    params: z.object({ organisationId: Id }),
    returns: z.object({ items: z.array(ClassListCount) }),
  }),
} as const;
