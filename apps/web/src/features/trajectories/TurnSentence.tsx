import { IconArrowRight, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Turn } from './turn.ts';
import classes from './TrajectoryPage.module.css';

const atRest: readonly Turn['key'][] = ['outside', 'closed', 'paused', 'stopped'];

/** Whose turn it is, in one sentence at the top. */
export function TurnSentence({ turn }: { turn: Turn }) {
  const { t } = useTranslation('trajectories');
  const sentence = (): string => {
    if (turn.key === 'answer' || turn.key === 'acceptAgreement') {
      return t(`turn.${turn.key}`, { count: turn.count, name: turn.name });
    }
    if (turn.key === 'settle') return t('turn.settle', { count: turn.count });
    return 'name' in turn ? t(`turn.${turn.key}`, { name: turn.name }) : t(`turn.${turn.key}`);
  };
  const Icon = atRest.includes(turn.key) ? IconInfoCircle : IconArrowRight;
  return (
    <p className={classes.turn}>
      <Icon size={20} aria-hidden="true" />
      {sentence()}
    </p>
  );
}
