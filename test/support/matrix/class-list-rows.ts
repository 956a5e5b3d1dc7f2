import { classListRoutes, PUPIL_CONSENT_TEXT } from '@lesblik/shared/class-lists';
import { lessonConsentRoutes } from '@lesblik/shared/lesson-consent';
import { today } from '../lesson.ts';
import type { Scene } from '../scene.ts';
import { administrator, anyMember, but, owner, type Row, row } from './answers.ts';
import { ofRecording, school } from './given.ts';
import { cast } from './stage.ts';

const ofList = ({ classListId }: Scene) => ({ params: { classListId } });
const ofPupil = ({ pupilId }: Scene) => ({ params: { pupilId } });
/** A class list is its keeper's. */
const keeper = (status: number) => but(404, { owner: status });

const answer = () => ({
  ...{ purpose: 'outside' as const, answer: 'given' as const, answeredBy: 'parent' as const },
  ...{ answeredOn: today(), textVersion: PUPIL_CONSENT_TEXT },
});

export const classListRows: Row[] = [
  row(classListRoutes.list, but(200), () => ({ query: {} })),
  row(classListRoutes.create, anyMember(201), () => ({ body: { ...school(), name: 'Groep 6' } })),
  row(classListRoutes.get, keeper(200), ofList),
  row(classListRoutes.rename, keeper(200), (scene) => ({ ...ofList(scene), body: { name: 'Groep 7' } })),
  row(classListRoutes.check, keeper(200), ofList),
  // The administrator knows that it is there.
  row(classListRoutes.handOver, but(404, { owner: 204, administrator: 403 }), (scene) => ({
    ...ofList(scene),
    body: { keeperId: cast.member.id },
  })),
  row(classListRoutes.remove, keeper(204), ofList),
  row(classListRoutes.addPupils, keeper(200), (scene) => ({
    ...ofList(scene),
    body: { pupils: [{ label: 'AB', answers: [answer()] }] },
  })),
  row(classListRoutes.renamePupil, keeper(200), (scene) => ({ ...ofPupil(scene), body: { label: 'stoel 3' } })),
  row(classListRoutes.removePupil, keeper(204), ofPupil),
  row(classListRoutes.answer, keeper(200), (scene) => ({ ...ofPupil(scene), body: answer() })),
  row(classListRoutes.history, keeper(200), ofPupil),
  // What a lesson may be used for, and who stands in the way, is its owner's too where others watch it.
  row(lessonConsentRoutes.get, owner(200), ofRecording),
  row(lessonConsentRoutes.markAbsent, owner(200), (scene) => ({ ...ofRecording(scene), body: { pupilIds: [] } })),
  row(lessonConsentRoutes.closures, but(200), () => ({})),
  row(lessonConsentRoutes.settle, but(404, { owner: 204 }), ({ closureId }) => ({ params: { closureId } })),
  row(classListRoutes.counts, administrator(200), () => ({ params: school() })),
];
