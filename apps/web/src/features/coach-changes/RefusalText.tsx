import { Text } from '@mantine/core';
import type { CoachRefusal } from '@lesblik/shared/coach-changes';
import { useTranslation } from 'react-i18next';
import { instantDayText } from '../../ui/format.ts';
import classes from './CoachChangePart.module.css';

/** The no to the last proposal, for whoever may choose another. */
export function RefusalText({ refusal: { by, coach, message, at } }: { refusal: CoachRefusal }) {
  const { t, i18n } = useTranslation('trajectories');
  const names = { name: by.name, coach: coach.name, day: instantDayText(at, i18n.language) };
  return (
    <>
      <Text>{t(by.id === coach.id ? 'coach.saidNo' : 'coach.notThisOne', names)}</Text>
      {message !== '' && <p className={classes.words}>{message}</p>}
    </>
  );
}
