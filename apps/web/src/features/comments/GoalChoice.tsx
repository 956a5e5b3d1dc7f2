import type { Goal } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { GoalBadge } from '../../ui/GoalBadge.tsx';
import classes from './Composer.module.css';

interface Props {
  goals: readonly Goal[];
  value: readonly string[];
  onChange: (goalIds: string[]) => void;
}

/** One press links a goal; what is linked shows its title. */
export function GoalChoice({ goals, value, onChange }: Props) {
  const { t } = useTranslation('comments');
  const offered = goals.filter((goal) => goal.archivedAt === null || value.includes(goal.id));
  if (offered.length === 0) return null;
  const toggle = (id: string): void =>
    onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  return (
    <fieldset className={classes.goals}>
      <legend className={classes.legend}>{t('goals')}</legend>
      {offered.map((goal) => (
        <label key={goal.id} className={classes.goal} data-chosen={value.includes(goal.id)} title={goal.title}>
          <input
            type="checkbox"
            className="visually-hidden"
            checked={value.includes(goal.id)}
            onChange={() => toggle(goal.id)}
          />
          <GoalBadge position={goal.position} title={goal.title} withTitle />
        </label>
      ))}
    </fieldset>
  );
}
