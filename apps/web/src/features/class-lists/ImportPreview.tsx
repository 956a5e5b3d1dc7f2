import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnswerText } from './AnswerText.tsx';
import classes from './ClassLists.module.css';
import type { ReadRow } from './core/read-rows.ts';
import { purposes } from './purposes.ts';

interface Props {
  rows: readonly ReadRow[];
  /** Labels on the list already, in lower case. */
  known: ReadonlySet<string>;
}

/** Each row as it was understood; a row with a fault is not taken, and says why. */
export function ImportPreview({ rows, known }: Props) {
  const { t } = useTranslation('class-lists');
  const wrong = rows.filter(({ faults }) => faults.length > 0).length;
  return (
    <div>
      <Text role="status" fw={600} mb="xs">
        {wrong === 0 ? t('import.allGood', { count: rows.length }) : t('import.someWrong', { count: wrong })}
      </Text>
      <ol className={classes.list} aria-label={t('import.preview')}>
        {rows.map(({ line, label, answers, faults }) => (
          <li key={line} className={classes.pupil}>
            <div className={classes.line}>
              <Text fw={600} className={classes.label}>
                {t('import.row', { line, label })}
              </Text>
              <div className={classes.answers}>
                {purposes.map((purpose) => (
                  <AnswerText key={purpose} purpose={purpose} answer={answers[purpose] ?? null} />
                ))}
              </div>
            </div>
            <Text size="sm" {...(faults.length > 0 && { fw: 600 })}>
              {faults.length > 0
                ? faults.map((fault) => t(`import.faults.${fault}`)).join(' ')
                : t(known.has(label.toLowerCase()) ? 'import.known' : 'import.new')}
            </Text>
          </li>
        ))}
      </ol>
    </div>
  );
}
