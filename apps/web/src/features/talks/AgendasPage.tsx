import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/lazy-pages.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { AgendaEditor } from './AgendaEditor.tsx';
import { agendasQuery } from './queries.ts';

/** The administrator's: what each kind of talk goes over in this school. */
export function AgendasPage() {
  const school = useSchool();
  if (school?.role !== 'administrator') return <NotFound />;
  return <Agendas key={school.organisationId} organisationId={school.organisationId} />;
}

function Agendas({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation(['talks', 'common']);
  const { data, error, isPending } = useQuery(agendasQuery(organisationId));
  return (
    <Page width="reading">
      <div>
        <BackLink to={paths.people} title={t('common:nav.people')} />
        <PageTitle title={t('agendas.title')} />
        <Text c="dimmed">{t('agendas.intro')}</Text>
      </div>
      <ProblemAlert error={error} />
      {isPending && <Waiting />}
      {data?.map((agenda, index) => (
        <Fold
          key={agenda.kind}
          id={agenda.kind}
          title={t(`kinds.${agenda.kind}`)}
          about={t('agendas.parts', { count: agenda.sections.length })}
          shut={index === 0 ? 'nowhere' : 'everywhere'}
        >
          <AgendaEditor key={agenda.version} agenda={agenda} organisationId={organisationId} />
        </Fold>
      ))}
    </Page>
  );
}
