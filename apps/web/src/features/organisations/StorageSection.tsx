import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { organisationRoutes, type Organisation } from '@lesblik/shared/organisations';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { bytes } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Bar } from '../../ui/Bar.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { textOf } from '../../ui/form/text-of.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { meQuery } from '../identity/me.ts';
import { LogoSection } from './LogoSection.tsx';
import { organisationQuery } from './queries.ts';
import { TermSection } from './TermSection.tsx';
import { isAlmostFull, shareOf } from './school-duties.ts';

const GB = 1000 ** 3;

/** How much room the school's films take, its quota and its name. */
export function StorageSection({ organisationId }: { organisationId: string }) {
  const { t, i18n } = useTranslation('organisations');
  const organisation = useQuery(organisationQuery(organisationId));
  if (organisation.error) return <ProblemAlert error={organisation.error} />;
  if (!organisation.data) return <Waiting />;
  const { usedBytes, quotaBytes, recordingCount } = organisation.data;
  const full = isAlmostFull(organisation.data);
  const used = t('used', { used: bytes(usedBytes, i18n.language), quota: bytes(quotaBytes, i18n.language) });
  return (
    <>
      <Section title={t('storage')} anchor="storage">
        <Stack gap="xs">
          <Text>
            {used} · {t('recordings', { count: recordingCount })}
          </Text>
          <Bar label={used} percent={shareOf(organisation.data) * 100} warns={full} />
          {full && <Text role="status">{t('almostFull')}</Text>}
        </Stack>
      </Section>
      <TermSection
        organisation={organisation.data}
        key={`${organisation.data.keepDays} ${organisation.data.keepMonths}`}
      />
      <LogoSection organisation={organisation.data} />
      <SchoolForm organisation={organisation.data} key={`${organisation.data.name} ${quotaBytes}`} />
    </>
  );
}

function SchoolForm({ organisation }: { organisation: Organisation }) {
  const { t, i18n } = useTranslation(['organisations', 'common']);
  const queries = useQueryClient();
  const form = useForm({
    schema: organisationRoutes.update.body,
    read: (fields) => {
      const gigabytes = Number(textOf(fields, 'quotaBytes').replace(',', '.'));
      return { name: fields.get('name'), quotaBytes: Math.round(gigabytes * GB) };
    },
    async submit(body) {
      const changed = await call(organisationRoutes.update, { params: { organisationId: organisation.id }, body });
      queries.setQueryData(organisationQuery(organisation.id).queryKey, changed);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      say(t('saved'));
    },
  });
  return (
    <Section title={t('school')}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <TextInput
            name="name"
            label={t('schoolName')}
            defaultValue={organisation.name}
            autoComplete="organization"
            error={form.error('name')}
          />
          <NumberInput
            name="quotaBytes"
            label={t('quota')}
            defaultValue={organisation.quotaBytes / GB}
            min={0}
            decimalSeparator={i18n.language === 'en' ? '.' : ','}
            hideControls
            w={200}
            error={form.error('quotaBytes')}
          />
          <ProblemAlert error={form.problem} />
          <Group>
            <Button type="submit" variant="default" loading={form.busy}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
