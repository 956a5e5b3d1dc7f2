import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { holdRoutes, type LegalHold } from '@lesblik/shared/holds';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow, dayText } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { peopleQuery } from '../organisations/queries.ts';
import { holdsQuery } from './queries.ts';

/** Lessons that the law asks to keep for now. An administrator names the teacher and the days, and sees no lesson. */
export function HoldsSection({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('holds');
  const holds = useQuery(holdsQuery(organisationId));
  const [adding, setAdding] = useState(false);
  return (
    <Section title={t('title')} anchor="holds">
      <Stack>
        <Text>{t('intro')}</Text>
        <ProblemAlert error={holds.error} />
        {holds.data?.length === 0 && <Text c="dimmed">{t('none')}</Text>}
        {holds.data?.map((hold) => (
          <Hold key={hold.id} hold={hold} />
        ))}
        {adding ? (
          <HoldForm organisationId={organisationId} onDone={() => setAdding(false)} />
        ) : (
          <Group>
            <Button variant="default" onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}

function Hold({ hold }: { hold: LegalHold }) {
  const { t, i18n } = useTranslation('holds');
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const { organisationId, id: holdId } = hold;
  const day = (value: string): string => dayText(value, i18n.language);
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      await call(holdRoutes.end, { params: { organisationId, holdId } });
      await queries.invalidateQueries({ queryKey: holdsQuery(organisationId).queryKey });
      say(t('ended'));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <div>
      <Text fw={600}>
        {t('of', { name: hold.owner.name, from: day(hold.recordedFrom), until: day(hold.recordedUntil) })}
      </Text>
      <Text>{t('why', { reason: hold.reason, day: day(hold.until) })}</Text>
      <ProblemAlert error={problem} />
      <Button
        variant="default"
        mt="xs"
        loading={busy}
        aria-label={t('endOf', { name: hold.owner.name })}
        onClick={() => void end()}
      >
        {t('end')}
      </Button>
    </div>
  );
}

function HoldForm({ organisationId, onDone }: { organisationId: string; onDone: () => void }) {
  const { t } = useTranslation(['holds', 'common']);
  const queries = useQueryClient();
  const people = useQuery(peopleQuery(organisationId));
  const form = useForm({
    schema: holdRoutes.set.body,
    read: (fields) => Object.fromEntries(fields),
    async submit(body) {
      await call(holdRoutes.set, { params: { organisationId }, body });
      await queries.invalidateQueries({ queryKey: holdsQuery(organisationId).queryKey });
      say(t('set'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <NativeSelect
          name="ownerId"
          label={t('owner')}
          data={people.data?.map(({ person }) => ({ value: person.id, label: person.name })) ?? []}
          error={form.error('ownerId')}
        />
        <DayField name="recordedFrom" label={t('recordedFrom')} value="" error={form.error('recordedFrom')} />
        <DayField name="recordedUntil" label={t('recordedUntil')} value="" error={form.error('recordedUntil')} />
        <TextInput
          name="reason"
          label={t('reason')}
          description={t('reasonHint')}
          maxLength={300}
          error={form.error('reason')}
        />
        <DayField name="until" label={t('until')} min={dayFromNow(0)} value="" error={form.error('until')} />
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('do')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
