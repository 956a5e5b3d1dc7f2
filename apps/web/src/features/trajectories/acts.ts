import { type Trajectory, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { TrajectoryPhase, type TrajectoryStanding, type TrajectoryStep } from '@lesblik/shared/trajectory-steps';
import i18next from 'i18next';
import { call } from '../../api/call.ts';
import { say, sayProblem } from '../../ui/toasts.ts';
import { readTrajectoriesAgain } from './queries.ts';

async function step(trajectoryId: string, from: TrajectoryStep, to: TrajectoryStep, reason = ''): Promise<void> {
  await call(trajectoryRoutes.step, { params: { trajectoryId }, body: { from, to, reason } });
  await readTrajectoriesAgain();
}

/** To a neighbouring phase, with undo: a mistake is cheap. */
export async function goToPhase({ id, phase }: Trajectory, to: TrajectoryPhase): Promise<void> {
  const told = (): string => i18next.t('trajectories:phaseChanged', { phase: i18next.t(`trajectories:phases.${to}`) });
  try {
    await step(id, phase, to);
    say(told(), () => void step(id, to, phase).catch(sayProblem));
  } catch (error) {
    sayProblem(error);
  }
}

/** Paused, stopped, or going on. */
export async function stand({ id, standing }: Trajectory, to: TrajectoryStanding, reason = ''): Promise<void> {
  await step(id, standing, to, reason);
  say(i18next.t(`trajectories:steps.${to}`));
}

/** The phases among the steps that somebody may take. */
export const phasesIn = (steps: readonly TrajectoryStep[]): TrajectoryPhase[] =>
  TrajectoryPhase.options.filter((phase) => steps.includes(phase));
