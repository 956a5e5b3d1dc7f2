import { Text } from '@mantine/core';
import type { DataExport } from '@lesblik/shared/exports';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { Section } from '../../ui/Section.tsx';
import { Downloads } from './Downloads.tsx';
import { Failure } from './Failure.tsx';
import classes from './MyDataPage.module.css';

/** Copies that are gone: when they were asked for, downloaded, and why they went. */
export function EarlierCopies({ copies }: { copies: readonly DataExport[] }) {
  const { t, i18n } = useTranslation('exports');
  if (copies.length === 0) return null;
  return (
    <Section title={t('earlier')}>
      <ul className={classes.earlier}>
        {copies.map((copy) => (
          <li key={copy.id}>
            <Text fw={600}>{t('earlierAsked', { when: instantText(copy.askedAt, i18n.language) })}</Text>
            <Downloads of={copy} />
            {copy.ended !== null && <Text size="sm">{t(`ended.${copy.ended}`)}</Text>}
            {copy.problem !== null && <Failure code={copy.problem} size="sm" />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
