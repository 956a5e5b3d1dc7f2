import { classListRoutes, type NewPupil, PUPIL_CONSENT_TEXT } from '@lesblik/shared/class-lists';
import { recordingRoutes } from '@lesblik/shared/recordings';
import { lessons } from './content.ts';
import { day, type School } from './school.ts';

const NAME = 'Groep 6';
const SEATS = ['AB', 'DK', 'EM', 'FT', 'JR', 'LN', 'MS', 'OH', 'RV', 'stoel 9', 'stoel 12', 'TW'];
/** Whose parents do not want film of them outside the school. */
const REFUSES = 'stoel 12';

const pupil = (label: string): NewPupil => ({
  label,
  answers: (['inside', 'institute', 'outside'] as const).map((purpose) => ({
    ...{ purpose, answeredBy: 'parent' as const, answeredOn: day(-60), textVersion: PUPIL_CONSENT_TEXT },
    answer: label === REFUSES && purpose !== 'inside' ? ('refused' as const) : ('given' as const),
  })),
});

/** The class of the demo's lessons: one pupil stands in the way of whatever goes outside the school. */
export async function nameClass({ organisationId, clients: { docent } }: School): Promise<void> {
  const { items } = await docent.call(classListRoutes.list, { query: { organisationId } });
  if (items.some(({ name }) => name === NAME)) return;
  const { id: classListId } = await docent.call(classListRoutes.create, { body: { organisationId, name: NAME } });
  const pupils = SEATS.map(pupil);
  await docent.call(classListRoutes.addPupils, { params: { classListId }, body: { pupils } });
  const titles = new Set(lessons.map(({ title }) => title));
  for (const { id: recordingId, title } of (await docent.call(recordingRoutes.list, {})).items)
    if (titles.has(title))
      await docent.call(recordingRoutes.update, { params: { recordingId }, body: { classListId } });
}
