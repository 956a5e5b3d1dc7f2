import type { TrajectoryEvent } from '@lesblik/shared/trajectories';
import { TrajectoryPhase, TrajectoryStanding } from '@lesblik/shared/trajectory-steps';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { Fold } from '../../ui/Fold.tsx';
import classes from './TrajectoryPage.module.css';

/** Who went where, when; and why, for who may read that. */
export function HistorySection({ history }: { history: readonly TrajectoryEvent[] }) {
  const { t, i18n } = useTranslation('trajectories');
  const sentence = ({ by: { name }, step, coach }: TrajectoryEvent): string => {
    if (coach) return t('history.coach', { from: coach.from.name, to: coach.to.name });
    const standing = TrajectoryStanding.safeParse(step?.to);
    if (standing.success) return t(`history.${standing.data}`, { name });
    const phase = (of: unknown): string => t(`phases.${TrajectoryPhase.catch('goals').parse(of)}`);
    return t('history.phase', { name, from: phase(step?.from), to: phase(step?.to) });
  };
  if (history.length === 0) return null;
  return (
    <Fold id="history" title={`${t('history.title')} (${history.length})`} shut="everywhere">
      <ol className={classes.events}>
        {history.map((event) => (
          <li key={`${event.at} ${event.step?.to ?? event.coach?.to.id}`}>
            <span className={classes.line}>{instantText(event.at, i18n.language)}</span> {sentence(event)}
            {event.reason !== '' && <span className={classes.words}> {event.reason}</span>}
          </li>
        ))}
      </ol>
    </Fold>
  );
}
