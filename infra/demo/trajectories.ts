import { type AgreementProposal, agreementRoutes } from '@lesblik/shared/agreements';
import { goalRoutes } from '@lesblik/shared/goals';
import { requestRoutes } from '@lesblik/shared/requests';
import { trajectoryRoutes } from '@lesblik/shared/trajectories';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import type { Who } from './content.ts';
import { day, type School } from './school.ts';

interface DemoTrajectory {
  title: string;
  coachee: Who;
  coach: Who;
  phase: TrajectoryPhase;
  startsInDays: number;
  endsInDays: number;
  goal?: string;
  /** How many of the four agreements both accepted; the next one waits for the coachee. */
  agreed: number;
}

/** One in each phase, beside the one with lessons, that is in coaching. */
const others: readonly DemoTrajectory[] = [
  {
    ...{ title: 'Samenwerken in groepjes', coachee: 'leidinggevende', coach: 'collega', phase: 'intake', agreed: 2 },
    ...{ startsInDays: -6, endsInDays: 150 },
  },
  {
    ...{ title: 'Uitleg die iedereen volgt', coachee: 'collega', coach: 'coach', phase: 'goals', agreed: 4 },
    ...{ startsInDays: -20, endsInDays: 120, goal: 'Ik check na elke uitleg wat er is begrepen' },
  },
  {
    ...{
      title: 'Gesprekken met ouders',
      coachee: 'leidinggevende',
      coach: 'coach',
      phase: 'final_evaluation',
      agreed: 4,
    },
    ...{ startsInDays: -160, endsInDays: 10, goal: 'Ik laat eerst de ouder vertellen' },
  },
  {
    ...{ title: 'Rust bij de start', coachee: 'collega', coach: 'coach', phase: 'closed', agreed: 4 },
    ...{ startsInDays: -400, endsInDays: -210, goal: 'De les begint binnen twee minuten' },
  },
];

const agreements: readonly Pick<AgreementProposal, 'kind' | 'choice' | 'text'>[] = [
  { kind: 'report', choice: 'no_report', text: '' },
  { kind: 'telling', choice: 'coachee_tells', text: 'Aan het eind, in een gesprek van een kwartier.' },
  { kind: 'visibility', choice: null, text: 'Alleen wij twee zien de lessen en de leerdoelen.' },
  { kind: 'retention', choice: null, text: 'Tot 30 dagen na het laatste gesprek.' },
];

const contact = (daysAgo: number) => ({
  spokenWith: 'both' as const,
  spokenOn: day(-daysAgo),
  text: 'De school wil dat leerlingen meer zelf nadenken in de rekenles. Er is ruimte in het rooster voor vijf gesprekken.',
});
const plan = {
  plannedTalks: 5,
  wayOfWorking: 'Voor elk gesprek kijken we allebei apart een les terug en kiezen we een moment.',
  templateName: '5 gesprekken',
};

/** Contact, estimate and agreements for the one with lessons, a trajectory in each other phase, and an open request. */
export async function fillTrajectories(school: School, trajectoryId: string): Promise<void> {
  await prepare(school, { trajectoryId, coach: 'coach', coachee: 'docent', agreed: 4, daysAgo: 40 });
  for (const one of others) await start(school, one);
  await request(school, 'Hoge verwachtingen uitspreken', false);
  await request(school, 'Leerlingen eigenaar maken', true);
}

interface Preparing {
  trajectoryId: string;
  coach: Who;
  coachee: Who;
  agreed: number;
  daysAgo: number;
}

async function prepare({ clients }: School, { trajectoryId, coach, coachee, agreed, daysAgo }: Preparing) {
  const params = { trajectoryId };
  const { inside } = await clients[coach].call(trajectoryRoutes.overview, { params });
  if (inside === null || inside.contacts.length > 0) return;
  await clients[coach].call(trajectoryRoutes.addContact, { params, body: contact(daysAgo) });
  await clients[coach].call(trajectoryRoutes.plan, { params, body: plan });
  for (const [index, agreement] of agreements.slice(0, agreed + 1).entries()) {
    const { versions } = await clients[coach].call(agreementRoutes.propose, { params, body: agreement });
    const answer = { params: { versionId: versions[0]?.id ?? '' }, body: { decision: 'accept' as const } };
    if (index < agreed) await clients[coachee].call(agreementRoutes.answer, answer);
  }
}

async function start(school: School, wished: DemoTrajectory): Promise<void> {
  const { organisationId, clients, ids } = school;
  const { title, coach, coachee, goal, phase, agreed, startsInDays, endsInDays } = wished;
  const { items } = await clients[coach].call(trajectoryRoutes.list, {});
  if (items.some((one) => one.title === title)) return;
  const { id: trajectoryId } = await clients[coach].call(trajectoryRoutes.create, {
    body: {
      ...{ organisationId, title, startsOn: day(startsInDays), endsOn: day(endsInDays) },
      ...{ coacheeId: ids[coachee], coachId: ids[coach], clientId: ids.opdrachtgever },
    },
  });
  await prepare(school, { trajectoryId, coach, coachee, agreed, daysAgo: -startsInDays });
  if (goal !== undefined)
    await clients[coachee].call(goalRoutes.add, { params: { trajectoryId }, body: { title: goal } });
  const order = TrajectoryPhase.options;
  const begun = order.indexOf('goals');
  const wanted = order.indexOf(phase);
  const steps = wanted < begun ? order.slice(wanted, begun).toReversed() : order.slice(begun + 1, wanted + 1);
  for (const to of steps) {
    await clients[coach].call(trajectoryRoutes.update, { params: { trajectoryId }, body: { phase: to } });
  }
}

/** The client asks the coach for a colleague; taken, it is a trajectory in its first phase. */
async function request({ organisationId, clients, ids }: School, title: string, taken: boolean): Promise<void> {
  const { items } = await clients.opdrachtgever.call(requestRoutes.list, {});
  if (items.some((one) => one.title === title)) return;
  const { id } = await clients.opdrachtgever.call(requestRoutes.file, {
    body: {
      ...{
        organisationId,
        title,
        coacheeId: ids.collega,
        clientId: ids.opdrachtgever,
        supervisorId: ids.leidinggevende,
      },
      ...{ reason: 'Joris vroeg hier zelf om. De school wil er dit jaar mee aan de slag.', coachIds: [ids.coach] },
      ...{ startsOn: day(14), endsOn: day(180) },
    },
  });
  if (taken) await clients.coach.call(requestRoutes.take, { params: { requestId: id } });
}
