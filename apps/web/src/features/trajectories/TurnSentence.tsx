import { IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Turn } from './turn.ts';
import classes from './TrajectoryPage.module.css';

/** Whose turn it is, in one sentence at the top. */
export function TurnSentence({ turn }: { turn: Turn }) {
  const { t } = useTranslation('trajectories');
  const sentence = (): string => {
    if (turn.key === 'answer') return t('turn.answer', { count: turn.count, name: turn.name });
    return 'name' in turn ? t(`turn.${turn.key}`, { name: turn.name }) : t(`turn.${turn.key}`);
  };
  const Icon = turn.key === 'outside' || turn.key === 'closed' ? IconInfoCircle : IconArrowRight;
  return (
    <p className={classes.turn}>
      <Icon size={20} aria-hidden="true" />
      {sentence()}
    </p>
  );
}
