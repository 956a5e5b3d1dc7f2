import { z } from 'zod';

export const TrajectoryPhase = z.enum(['request', 'intake', 'goals', 'coaching', 'final_evaluation', 'closed']);
export type TrajectoryPhase = z.infer<typeof TrajectoryPhase>;

/** Whether it goes on. A paused or stopped trajectory keeps its phase. */
export const TrajectoryStanding = z.enum(['running', 'paused', 'stopped']);
export type TrajectoryStanding = z.infer<typeof TrajectoryStanding>;

/** What somebody is in one trajectory; the same person can be another thing in another. */
export const TrajectoryRole = z.enum(['coachee', 'coach', 'client', 'supervisor']);
export type TrajectoryRole = z.infer<typeof TrajectoryRole>;

/** A phase to go to, or another standing. */
export const TrajectoryStep = z.enum([...TrajectoryPhase.options, ...TrajectoryStanding.options]);
export type TrajectoryStep = z.infer<typeof TrajectoryStep>;

export interface Place {
  phase: TrajectoryPhase;
  standing: TrajectoryStanding;
  /** The asker is the one who stopped it: nobody else starts it again. */
  stoppedByAsker: boolean;
}

const guides: readonly TrajectoryRole[] = ['coach', 'coachee'];

/** Closed or stopped: all of it stays to be read, and nothing changes until somebody lets it go on. */
export const isOver = ({ phase, standing }: Pick<Place, 'phase' | 'standing'>): boolean =>
  phase === 'closed' || standing === 'stopped';

/** Each step forward has its way back: a mistake is cheap, and the history keeps both. */
const phaseSteps: readonly { between: readonly [TrajectoryPhase, TrajectoryPhase]; by: readonly TrajectoryRole[] }[] = [
  { between: ['request', 'intake'], by: ['coach'] },
  { between: ['intake', 'goals'], by: guides },
  { between: ['goals', 'coaching'], by: guides },
  { between: ['coaching', 'final_evaluation'], by: guides },
  { between: ['final_evaluation', 'closed'], by: guides },
];

/** Who may take this step from here; undefined when it does not lead on from here. */
function takersOf(place: Place, to: TrajectoryStep): readonly TrajectoryRole[] | undefined {
  const { phase, standing } = place;
  if (phase === 'closed') return to === 'final_evaluation' && standing === 'running' ? guides : undefined;
  switch (to) {
    case 'paused':
      return standing === 'running' ? guides : undefined;
    case 'stopped':
      return standing === 'stopped' ? undefined : [...guides, 'client'];
    case 'running':
      if (standing === 'running') return undefined;
      if (standing === 'paused') return guides;
      return place.stoppedByAsker ? [...guides, 'client'] : [];
    case 'request':
    case 'intake':
    case 'goals':
    case 'coaching':
    case 'final_evaluation':
    case 'closed':
      if (standing !== 'running') return undefined;
      return phaseSteps.find(({ between }) => to !== phase && between.includes(phase) && between.includes(to))?.by;
  }
}

export type StepVerdict = 'may' | 'not_from_here' | 'not_theirs';

/** The one table of steps: request → intake → goals → coaching → final evaluation → closed; paused, stopped, running. */
export function judgeStep(place: Place, to: TrajectoryStep, roles: readonly TrajectoryRole[]): StepVerdict {
  const takers = takersOf(place, to);
  if (takers === undefined) return 'not_from_here';
  return takers.some((role) => roles.includes(role)) ? 'may' : 'not_theirs';
}

/** The steps that somebody may take from here. */
export const stepsFrom = (place: Place, roles: readonly TrajectoryRole[]): TrajectoryStep[] =>
  TrajectoryStep.options.filter((to) => judgeStep(place, to, roles) === 'may');

/** Which ask for a reason, that coach and coachee read. */
export const needsReason = (to: TrajectoryStep): boolean => to === 'paused' || to === 'stopped';
