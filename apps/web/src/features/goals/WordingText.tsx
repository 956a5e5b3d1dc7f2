import type { GoalWording } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import classes from './GoalSection.module.css';
import { LongText } from './LongText.tsx';
import { QUESTIONS } from './questions.ts';

/** The answers to the questions that were answered. */
export function WordingText({ wording }: { wording: GoalWording }) {
  const { t } = useTranslation('goals');
  const answered = QUESTIONS.filter((name) => wording[name] !== '');
  if (answered.length === 0) return null;
  return (
    <dl className={classes.answers}>
      {answered.map((name) => (
        <div key={name}>
          <dt>{t(`wording.${name}`)}</dt>
          <dd>
            <LongText text={wording[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
