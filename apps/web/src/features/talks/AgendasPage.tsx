import { Tabs, Text } from '@mantine/core';
import { TalkKind } from '@lesblik/shared/agendas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/lazy-pages.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { AgendaEditor } from './AgendaEditor.tsx';
import classes from './Agendas.module.css';
import { agendasQuery } from './queries.ts';

/** The administrator's: what each kind of talk goes over in this school. */
export function AgendasPage() {
  const school = useSchool();
  if (school?.role !== 'administrator') return <NotFound />;
  return <Agendas key={school.organisationId} organisationId={school.organisationId} />;
}

function Agendas({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation(['talks', 'common']);
  const [kind, setKind] = useState<TalkKind>('intake');
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
      {data && (
        // What is not saved yet stays while another kind is looked at.
        <Tabs value={kind} onChange={(value) => setKind(TalkKind.parse(value))} keepMounted>
          <Tabs.List aria-label={t('agendas.which')} className={classes.kinds}>
            {data.map((agenda) => (
              <Tabs.Tab key={agenda.kind} value={agenda.kind}>
                {t(`kinds.${agenda.kind}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {data.map((agenda) => (
            <Tabs.Panel key={agenda.kind} value={agenda.kind}>
              <Section title={t(`kinds.${agenda.kind}`)}>
                <AgendaEditor key={agenda.version} agenda={agenda} organisationId={organisationId} />
              </Section>
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </Page>
  );
}
