import { Text } from '@mantine/core';
import type { Pupil } from '@lesblik/shared/class-lists';
import { useTranslation } from 'react-i18next';
import { dayFromNow, fullDayText } from '../../ui/format.ts';
import { AnswerText } from './AnswerText.tsx';
import classes from './ClassLists.module.css';
import { doneBy, notesOf, saidIn, wasOnList } from './core/import-notes.ts';
import type { ReadRow } from './core/read-rows.ts';
import { purposes } from './purposes.ts';

interface Props {
  rows: readonly ReadRow[];
  /** Who is on the list already. */
  pupils: readonly Pupil[];
  /** Who was on it before. */
  left: readonly Pupil[];
}

/** Each row as it was understood; a row with a fault is not taken, and says why. */
export function ImportPreview({ rows, pupils, left }: Props) {
  const { t, i18n } = useTranslation(['class-lists', 'lesson-consent']);
  const today = dayFromNow(0);
  const wrong = rows.filter(({ faults }) => faults.length > 0).length;
  return (
    <div>
      <Text role="status" fw={600} mb="xs">
        {wrong === 0 ? t('import.allGood', { count: rows.length }) : t('import.someWrong', { count: wrong })}
      </Text>
      <ol className={classes.list} aria-label={t('import.preview')}>
        {rows.map((row) => {
          const { line, label, answers, answeredBy, answeredOn, faults } = row;
          return (
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
                  : t(`import.${doneBy(row, pupils, today)}`)}
              </Text>
              {faults.length === 0 && (answeredOn !== null || saidIn(row, pupils, today).length > 0) && (
                <Text size="sm" c="dimmed">
                  {t(answeredOn === null ? 'import.saidToday' : 'import.said', {
                    by: t(`by.${answeredBy}`),
                    day: fullDayText(answeredOn ?? today, i18n.language),
                  })}
                </Text>
              )}
              {faults.length === 0 && wasOnList(row, left) && <Text size="sm">{t('import.left')}</Text>}
              {faults.length === 0 &&
                notesOf(row, pupils, today).map(({ purpose, kind, before, answer }) => (
                  <Text key={purpose} size="sm" fw={600}>
                    {t(`import.${kind}`, {
                      purpose: t(`lesson-consent:purposes.${purpose}`),
                      before: t(`answers.${before}`),
                      after: t(`answers.${answer}`),
                    })}
                  </Text>
                ))}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
