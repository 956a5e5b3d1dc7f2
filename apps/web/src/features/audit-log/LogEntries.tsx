import type { AuditEntry } from '@lesblik/shared/audit-log';
import type { Language } from '@lesblik/shared/common';
import { logSentence } from '@lesblik/shared/log-sentence';
import { logWords } from '@lesblik/shared/log-words';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { instantDayText, instantText } from '../../ui/format.ts';
import { useMe } from '../identity/me.ts';
import classes from './AccessLog.module.css';

interface Props {
  entries: readonly AuditEntry[];
  /** Where they are of more than one. */
  withLesson: boolean;
}

export function LogEntries({ entries, withLesson }: Props) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  const me = useMe();
  return (
    <ol className={classes.log}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry} data-kind={entry.kind}>
          <time dateTime={entry.at} className={classes.when}>
            {instantText(entry.at, language)}
          </time>
          <div>
            {withLesson && entry.recording.title === '' && (
              <span className={classes.lesson}>{logWords[language].deletedLesson}</span>
            )}
            {withLesson && entry.recording.title !== '' && (
              <Anchor component={Link} href={paths.recording(entry.recording.id)} className={classes.lesson}>
                {entry.recording.title}
              </Anchor>
            )}
            <span>{logSentence(entry, me.id, language, (instant) => instantDayText(instant, language))}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}
