import { Button, Text } from '@mantine/core';
import type { Trajectory, TrajectoryOverview } from '@lesblik/shared/trajectories';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlanForm } from './PlanForm.tsx';
import classes from './TrajectoryPage.module.css';

interface Props {
  trajectory: Trajectory;
  inside: NonNullable<TrajectoryOverview['inside']>;
  writes: boolean;
}

/** How many talks there will be, about, and how coach and coachee work. */
export function PlanPart({ trajectory, inside, writes }: Props) {
  const { t } = useTranslation('trajectories');
  const [editing, setEditing] = useState(false);
  const { plannedTalks } = trajectory;
  return (
    <>
      <h3 className={classes.part}>{t('plan.title')}</h3>
      {editing ? (
        <PlanForm trajectory={trajectory} inside={inside} onDone={() => setEditing(false)} />
      ) : (
        <>
          {plannedTalks === null ? (
            <Text c="dimmed">{t('plan.none')}</Text>
          ) : (
            <>
              <p className={classes.words}>
                {t('plan.planned', { count: plannedTalks })}
                {inside.templateName !== '' && ` · ${t('plan.from', { name: inside.templateName })}`}
              </p>
              {inside.wayOfWorking !== '' && <p className={classes.words}>{inside.wayOfWorking}</p>}
            </>
          )}
          {writes && (
            <Button mt="xs" variant="default" onClick={() => setEditing(true)}>
              {t(plannedTalks === null ? 'plan.make' : 'plan.change')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
