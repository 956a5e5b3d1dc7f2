import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertCircle, IconListCheck, IconPlus } from '@tabler/icons-react';
import { classListRoutes } from '@lesblik/shared/class-lists';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { LinkLine, LinkLines } from '../../ui/LinkLine.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useSchool } from '../identity/school.ts';
import { classListsQuery } from './list-query.ts';
import { readListsAgain } from './queries.ts';

/** The class lists of a teacher: whose consent is known. */
export function ClassListsPage() {
  const { t } = useTranslation(['class-lists', 'recordings']);
  const organisationId = useSchool()?.organisationId ?? '';
  const { data, error } = useQuery(classListsQuery(organisationId));
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Page width="reading">
      <Group justify="space-between">
        <div>
          <BackLink to={paths.recordings} title={t('recordings:title')} />
          <PageTitle title={t('title')} />
          <Text c="dimmed">{t('intro')}</Text>
        </div>
        {!adding && data !== undefined && data.length > 0 && add}
      </Group>
      <ProblemAlert error={error} />
      {data === undefined && !error && <Waiting />}
      {adding && (
        <Section title={t('add')}>
          <NewList organisationId={organisationId} onDone={() => setAdding(false)} />
        </Section>
      )}
      {data?.length === 0 && !adding && <EmptyPage picture="people" text={t('empty')} action={add} />}
      <LinkLines>
        {data?.map(({ id, name, pupilCount, toCheck, given }) => (
          <LinkLine
            key={id}
            href={paths.classList(id)}
            icon={toCheck ? IconAlertCircle : IconListCheck}
            urgent={toCheck}
          >
            <Text component="span" fw={600}>
              {name}
            </Text>
            <Text component="span" size="sm" c="dimmed" display="block">
              {toCheck ? t('toCheckShort') : t('line', { count: pupilCount, given: given.outside })}
            </Text>
          </LinkLine>
        ))}
      </LinkLines>
    </Page>
  );
}

function NewList({ organisationId, onDone }: { organisationId: string; onDone: () => void }) {
  const { t } = useTranslation('class-lists');
  const [, go] = useLocation();
  const form = useForm({
    schema: classListRoutes.create.body,
    read: (fields) => ({ ...Object.fromEntries(fields), organisationId }),
    async submit(body) {
      const { id } = await call(classListRoutes.create, { body });
      await readListsAgain();
      go(paths.classList(id));
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput
          name="name"
          label={t('name')}
          description={t('nameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={80}
          autoFocus
          error={form.error('name')}
        />
        <FormEnd form={form} act={t('make')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
