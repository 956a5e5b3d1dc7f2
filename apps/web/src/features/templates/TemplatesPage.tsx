import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '../../app/NotFound.tsx';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { templatesQuery } from './queries.ts';
import { TemplateForm } from './TemplateForm.tsx';
import { TemplateItem } from './TemplateItem.tsx';
import classes from './TemplatesPage.module.css';

/** The administrator's: what coaches begin with. A trajectory that was made from one keeps what it had. */
export function TemplatesPage() {
  const school = useSchool();
  if (school?.role !== 'administrator') return <NotFound />;
  return <Templates key={school.organisationId} organisationId={school.organisationId} />;
}

function Templates({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation(['templates', 'common']);
  const [adding, setAdding] = useState(false);
  const { data, error } = useQuery(templatesQuery(organisationId));
  const archived = data?.filter((one) => one.archived) ?? [];
  return (
    <Page width="reading">
      <Group justify="space-between">
        <div>
          <BackLink to={paths.people} title={t('common:nav.people')} />
          <PageTitle title={t('title')} />
          <Text c="dimmed">{t('intro')}</Text>
        </div>
        {!adding && (
          <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </Group>
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {adding && (
        <Section title={t('add')}>
          <TemplateForm organisationId={organisationId} onDone={() => setAdding(false)} />
        </Section>
      )}
      {data && (
        <ul className={classes.list}>
          {data
            .filter((one) => !one.archived)
            .map((template) => (
              <TemplateItem key={template.key} organisationId={organisationId} template={template} />
            ))}
        </ul>
      )}
      {archived.length > 0 && (
        <details className={classes.archived}>
          <summary>
            {t('archived')} ({archived.length})
          </summary>
          <ul className={classes.list}>
            {archived.map((template) => (
              <TemplateItem key={template.key} organisationId={organisationId} template={template} />
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}
