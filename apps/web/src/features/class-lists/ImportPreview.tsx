import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('import.preview')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('pupil.label')}</th>
              {purposes.map((purpose) => (
                <th scope="col" key={purpose}>
                  {t(`purposes.${purpose}`)}
                </th>
              ))}
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, label, answers, faults }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>{label}</td>
                {purposes.map((purpose) => (
                  <td key={purpose}>{t(`answers.${answers[purpose] ?? 'none'}`)}</td>
                ))}
                <td>
                  {faults.length > 0
                    ? faults.map((fault) => t(`import.faults.${fault}`)).join(' ')
                    : t(known.has(label.toLowerCase()) ? 'import.known' : 'import.new')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
