import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { useTranslation } from 'react-i18next';
import classes from './PhaseLine.module.css';

/** The steps from request to closed, with where the trajectory stands now. */
export function PhaseLine({ phase, compact = false }: { phase: TrajectoryPhase; compact?: boolean }) {
  const { t } = useTranslation('trajectories');
  const now = TrajectoryPhase.options.indexOf(phase);
  return (
    <ol className={classes.line} aria-label={t('phaseLine')} data-compact={compact || undefined}>
      {TrajectoryPhase.options.map((name, index) => (
        <li
          key={name}
          className={classes.phase}
          data-at={index < now ? 'done' : index === now ? 'now' : 'later'}
          aria-current={index === now ? 'step' : undefined}
        >
          <span className={classes.name}>{t(`phases.${name}`)}</span>
          {index < now && <span className="visually-hidden"> ({t('phaseDone')})</span>}
        </li>
      ))}
    </ol>
  );
}
