import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { CopySection } from './CopySection.tsx';
import { EarlierCopies } from './EarlierCopies.tsx';
import classes from './MyDataPage.module.css';
import { exportsQuery } from './queries.ts';

const INSIDE = ['lessons', 'comments', 'othersComments', 'trajectories', 'coaching', 'you'] as const;
const OUTSIDE = ['private', 'preparations', 'ended'] as const;

/** A copy of everything that one owns: asked for, followed, downloaded, deleted. */
export function MyDataPage() {
  const { t } = useTranslation('exports');
  const { data, error } = useQuery(exportsQuery);
  const [latest, ...earlier] = data?.items ?? [];
  return (
    <Page width="form">
      <PageTitle title={t('title')} />
      <ProblemAlert error={error} />
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <CopySection latest={latest} />}
      <Section title={t('inside.title')}>
        <List spacing="xs">
          {INSIDE.map((what) => (
            <List.Item key={what}>{t(`inside.${what}`)}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={t('outside.title')}>
        <List spacing="xs">
          {OUTSIDE.map((what) => (
            <List.Item key={what}>{t(`outside.${what}`)}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={t('forms.title')}>
        <Text>{t('forms.text')}</Text>
        <Anchor href={addressOf('/export-schema')} target="_blank" className={classes.schema}>
          {t('forms.schema')}
        </Anchor>
      </Section>
      <EarlierCopies copies={earlier} />
    </Page>
  );
}
