import type { GoalWording } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import classes from './GoalSection.module.css';

/** The answers to the four questions that were answered. */
export function WordingText({ wording }: { wording: GoalWording }) {
  const { t } = useTranslation('goals');
  const answered = (['want', 'present', 'obstacles', 'resources'] as const).filter((name) => wording[name] !== '');
  if (answered.length === 0) return null;
  return (
    <dl className={classes.answers}>
      {answered.map((name) => (
        <div key={name}>
          <dt>{t(`wording.${name}`)}</dt>
          <dd>{wording[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
