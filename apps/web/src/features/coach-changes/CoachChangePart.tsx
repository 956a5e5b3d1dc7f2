import { Button, Group, Text } from '@mantine/core';
import type { CoachChange } from '@lesblik/shared/coach-changes';
import { mayTrajectory } from '@lesblik/shared/policy';
import type { Trajectory, TrajectoryOverview } from '@lesblik/shared/trajectories';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useMe } from '../identity/me.ts';
import { agreeToCoach, refuseCoach, withdrawCoach } from './acts.ts';
import classes from './CoachChangePart.module.css';
import { CoachForm } from './CoachForm.tsx';
import { RefusalText } from './RefusalText.tsx';

/** The sentence of what waits about another coach. */
const howFar = (
  { state, coachLeft, proposedBy, waitsForMe }: CoachChange,
  { coachee, client }: Trajectory,
  me: string,
) => {
  if (coachLeft) return 'wishedLeft';
  if (state === 'asked') return 'asked';
  if (proposedBy.id === me) return 'yours';
  if (!waitsForMe) return 'coacheeDecides';
  return proposedBy.id === coachee.id || proposedBy.id === client?.id ? 'from' : 'fromSchool';
};

/** Another coach: chosen by coachee and client together, or proposed to the coachee by the school. */
export function CoachChangePart({ overview }: { overview: TrajectoryOverview }) {
  const { t } = useTranslation('trajectories');
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const act = (work: Promise<void>): void => void work.catch(setProblem);
  const { trajectory, coachChange, coachRefusal } = overview;
  const { coach, coachLeft } = trajectory;
  const chooses = mayTrajectory('change_coach', trajectory);
  return (
    <>
      {coachLeft && !isOver(trajectory) && <Text fw={600}>{t('coach.left', { name: coach.name })}</Text>}
      <ProblemAlert error={problem} />
      {coachChange && (
        <div className={classes.change}>
          <Text>
            {t(`coach.${howFar(coachChange, trajectory, me.id)}`, {
              coach: coachChange.coach.name,
              coachee: trajectory.coachee.name,
              name: coachChange.proposedBy.name,
            })}
          </Text>
          {coachChange.reason !== '' && <p className={classes.words}>{coachChange.reason}</p>}
          <Group mt="sm">
            {coachChange.waitsForMe && !coachChange.coachLeft && (
              <>
                <Button onClick={() => act(agreeToCoach(coachChange.id, 'trajectories:coach.agreed'))}>
                  {t('coach.agree')}
                </Button>
                <Button variant="default" onClick={() => act(refuseCoach(coachChange.id))}>
                  {t('coach.refuse')}
                </Button>
              </>
            )}
            {(!coachChange.waitsForMe || coachChange.coachLeft) && (
              <Button
                variant={coachChange.coachLeft ? 'filled' : 'default'}
                onClick={() => act(withdrawCoach(coachChange.id))}
              >
                {t('coach.withdraw')}
              </Button>
            )}
          </Group>
        </div>
      )}
      {coachRefusal && coachRefusal.by.id !== me.id && (
        <div className={classes.change}>
          <RefusalText refusal={coachRefusal} />
        </div>
      )}
      {chooses && !coachChange && !choosing && (
        <Button
          mt="sm"
          variant={coachLeft ? 'filled' : 'subtle'}
          size={coachLeft ? 'sm' : 'compact-md'}
          onClick={() => setChoosing(true)}
        >
          {t('coach.change')}
        </Button>
      )}
      {choosing && <CoachForm trajectory={trajectory} onDone={() => setChoosing(false)} />}
    </>
  );
}
