import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ProblemAlert.module.css';
import { sentenceOf } from './problem-sentence.ts';

interface Props {
  /** What was thrown; nothing is shown for undefined and null. */
  error: unknown;
  /** A better sentence than the code's own. */
  text?: string | undefined;
}

/** What went wrong, what is safe, what to do; read out at once. */
export function ProblemAlert({ error, text }: Props) {
  useTranslation('problems');
  if (error === undefined || error === null) return null;
  return (
    <p className={classes.problem} role="alert">
      <IconAlertTriangle size={20} aria-hidden="true" />
      <span>{text ?? sentenceOf(error)}</span>
    </p>
  );
}
