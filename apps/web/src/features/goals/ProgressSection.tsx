import { Button, Text } from '@mantine/core';
import type { GoalRating } from '@lesblik/shared/goal-progress';
import type { Goal, Rater } from '@lesblik/shared/goals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Section.tsx';
import classes from './GoalPage.module.css';
import { ProgressChart } from './ProgressChart.tsx';
import { RateForm } from './RateForm.tsx';
import { RatingTable } from './RatingTable.tsx';

interface Props {
  goal: Goal;
  ratings: readonly GoalRating[];
  mine: Rater;
  closed: boolean;
  primary: boolean;
}

/** Where it stands, by coachee and coach apart, drawn and told. */
export function ProgressSection({ goal, ratings, mine, closed, primary }: Props) {
  const { t } = useTranslation('goal-page');
  const [rating, setRating] = useState(false);
  const later = ratings.some((one) => one.as === mine);
  const start = !closed && !rating && (
    <Button variant={primary ? 'filled' : 'default'} onClick={() => setRating(true)}>
      {t(later ? 'progress.rateAgain' : 'progress.rate')}
    </Button>
  );
  return (
    <Section title={t('progress.title')} action={start}>
      <p className={classes.help}>{t('progress.both')}</p>
      {rating && <RateForm goal={goal} later={later} onDone={() => setRating(false)} />}
      {ratings.length === 0 && !rating && <Text c="dimmed">{t('progress.none')}</Text>}
      {ratings.length > 0 && (
        <>
          <ProgressChart ratings={ratings} />
          <RatingTable goal={goal} ratings={ratings} />
        </>
      )}
    </Section>
  );
}
