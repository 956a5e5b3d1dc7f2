import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/lazy-pages.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { AgendaEditor } from './AgendaEditor.tsx';
import { agendasQuery } from './queries.ts';
import classes from './Talks.module.css';

/** The administrator's: what each kind of talk goes over in this school. */
export function AgendasPage() {
  const school = useSchool();
  if (school?.role !== 'administrator') return <NotFound />;
  return <Agendas key={school.organisationId} organisationId={school.organisationId} />;
}

function Agendas({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('talks');
  const { data, error, isPending } = useQuery(agendasQuery(organisationId));
  return (
    <Stack gap="lg" className={classes.page}>
      <div>
        <PageTitle title={t('agendas.title')} />
        <Text c="dimmed">{t('agendas.intro')}</Text>
      </div>
      <ProblemAlert error={error} />
      {isPending && <Waiting />}
      {data?.map((agenda) => (
        <AgendaEditor key={`${agenda.kind} ${agenda.version}`} agenda={agenda} organisationId={organisationId} />
      ))}
    </Stack>
  );
}
