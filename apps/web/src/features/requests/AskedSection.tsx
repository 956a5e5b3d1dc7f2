import { Button, Group, Stack, Text } from '@mantine/core';
import type { TrajectoryRequest } from '@lesblik/shared/requests';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Section } from '../../ui/Section.tsx';
import { sayProblem } from '../../ui/toasts.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PersonField } from '../trajectories/PersonField.tsx';
import { colleaguesQuery } from '../trajectories/list-queries.ts';
import { askCoach, openToCoaches } from './acts.ts';
import classes from './Requests.module.css';

const Asking = z.object({ coachId: z.uuid() });

/** Which coaches were asked and what they said; for whoever files it, to ask another. */
export function AskedSection({ request }: { request: TrajectoryRequest }) {
  const { t } = useTranslation('requests');
  const [asking, setAsking] = useState(false);
  const { asked, openToCoaches: anyone, may, state } = request;
  const asks = may.includes('ask');
  if (!asks && (asked.length === 0 || state !== 'open')) return null;
  return (
    <Section title={t('asked')}>
      <ul className={classes.list}>
        {asked.map(({ coach, refusedAt, message }) => (
          <li key={coach.id}>
            {coach.name} · {t(refusedAt === null ? 'waiting' : 'cannot')}
            {message !== '' && <p className={classes.words}>{message}</p>}
          </li>
        ))}
      </ul>
      {anyone && <Text>{t('isOpen')}</Text>}
      {asks && !asking && (
        <Group mt="sm">
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('askMore')}
          </Button>
          {!anyone && (
            <Button variant="default" onClick={() => void openToCoaches(request).catch(sayProblem)}>
              {t('openDo')}
            </Button>
          )}
        </Group>
      )}
      {asking && <AskForm request={request} onDone={() => setAsking(false)} />}
    </Section>
  );
}

function AskForm({ request, onDone }: { request: TrajectoryRequest; onDone: () => void }) {
  const { t } = useTranslation(['requests', 'trajectories', 'common']);
  const colleagues = useQuery(colleaguesQuery(request.organisationId)).data ?? [];
  const waiting = request.asked.filter(({ refusedAt }) => refusedAt === null).map(({ coach }) => coach.id);
  const out = [request.coachee.id, ...waiting];
  const people = colleagues.filter(({ id }) => !out.includes(id));
  const form = useForm({
    schema: Asking,
    async submit({ coachId }) {
      await askCoach(request, coachId, people.find(({ id }) => id === coachId)?.name ?? '');
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack mt="sm">
        <PersonField
          name="coachId"
          label={t('coach')}
          people={people}
          empty={t('trajectories:form.choose')}
          error={form.error('coachId')}
        />
        <FormEnd form={form} act={t('askDo')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
