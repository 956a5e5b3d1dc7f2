import type { ConsentPurpose } from './class-lists.ts';
import type { PupilInLesson, Standing } from './lesson-consent.ts';
import type { LawfulBasis } from './recordings.ts';

export interface LessonInPicture {
  lawfulBasis: LawfulBasis;
  /** Its owner says that nobody of a class can be seen or heard in it. */
  noPupils: boolean;
  hasList: boolean;
  pupils: readonly Pick<PupilInLesson, 'id' | 'absent' | 'answers'>[];
}

const open: Standing = { verdict: 'open', pupilIds: [] };

/**
 * Outside the school nothing goes without consent for everybody who may be in the picture. Inside it, a lesson that rests
 * on coaching needs none, and closes where somebody objects; one that rests on consent needs it.
 */
export function judgeLesson(purpose: ConsentPurpose, lesson: LessonInPicture): Standing {
  if (lesson.noPupils) return open;
  if (purpose !== 'inside' && (!lesson.hasList || lesson.pupils.length === 0)) {
    return { verdict: 'class_list_missing', pupilIds: [] };
  }
  const objectionsOnly = purpose === 'inside' && lesson.lawfulBasis === 'internal_coaching';
  const pupilIds = lesson.pupils
    .filter(({ absent }) => !absent)
    .filter(({ answers: { [purpose]: answer } }) => (objectionsOnly ? answer !== null : true) && answer !== 'given')
    .map(({ id }) => id);
  return pupilIds.length === 0 ? open : { verdict: 'pupils_lack_consent', pupilIds };
}

/** From the best to the worst. */
const verdicts: readonly Standing['verdict'][] = ['open', 'class_list_missing', 'pupils_lack_consent'];

/**
 * For a recording that shows these lessons: it may go nowhere where one of them may not. Who is themselves in the recording of
 * a call was asked in the call; where it shows no lesson, nobody else is in it.
 */
export function judgeLessons(purpose: ConsentPurpose, lessons: readonly LessonInPicture[]): Standing {
  const standings = lessons.map((lesson) => judgeLesson(purpose, lesson));
  const worst = Math.max(0, ...standings.map(({ verdict }) => verdicts.indexOf(verdict)));
  const pupilIds = [...new Set(standings.flatMap((standing) => standing.pupilIds))];
  return { verdict: verdicts[worst] ?? 'open', pupilIds };
}
