import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { organisationRoutes, type Organisation } from '@lesblik/shared/organisations';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { meQuery } from '../identity/me.ts';
import { organisationQuery } from './queries.ts';

/** How long the school keeps lessons. What is there keeps the day that its owner knows. */
export function TermSection({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation(['organisations', 'common']);
  const queries = useQueryClient();
  const form = useForm({
    schema: organisationRoutes.update.body,
    read: (fields) => ({ keepDays: Number(fields.get('keepDays')), keepMonths: Number(fields.get('keepMonths')) }),
    async submit(body) {
      const changed = await call(organisationRoutes.update, { params: { organisationId: organisation.id }, body });
      queries.setQueryData(organisationQuery(organisation.id).queryKey, changed);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      say(t('saved'));
    },
  });
  const field = (name: 'keepDays' | 'keepMonths', min: number, max: number) => (
    <NumberInput
      name={name}
      label={t(`term.${name}`)}
      defaultValue={organisation[name]}
      min={min}
      max={max}
      allowDecimal={false}
      w={200}
      error={form.error(name)}
    />
  );
  return (
    <Section title={t('term.title')} anchor="term">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <Text>{t('term.text')}</Text>
          {field('keepDays', 0, 365)}
          {field('keepMonths', 1, 12)}
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
