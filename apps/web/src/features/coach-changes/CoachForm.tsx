import { Stack, Textarea } from '@mantine/core';
import { coachChangeRoutes } from '@lesblik/shared/coach-changes';
import type { Trajectory } from '@lesblik/shared/trajectories';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PersonField } from '../trajectories/PersonField.tsx';
import { colleaguesQuery } from '../trajectories/list-queries.ts';
import { proposeCoach } from './acts.ts';

export function CoachForm({ trajectory, onDone }: { trajectory: Trajectory; onDone: () => void }) {
  const { t } = useTranslation(['trajectories', 'common']);
  const { id, organisationId, coach, coachee, client } = trajectory;
  const together = client !== null && client.id !== coachee.id;
  const colleagues = useQuery(colleaguesQuery(organisationId)).data ?? [];
  const form = useForm({
    schema: coachChangeRoutes.propose.body,
    async submit(body) {
      await proposeCoach(id, body);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack mt="sm">
        <PersonField
          name="coachId"
          label={t('coach.who')}
          description={t(together ? 'coach.both' : 'coach.alone')}
          people={colleagues.filter((person) => person.id !== coach.id && person.id !== coachee.id)}
          empty={t('form.choose')}
          error={form.error('coachId')}
        />
        <Textarea
          name="reason"
          label={`${t('coach.why')} (${t('common:optional')})`}
          description={t('coach.whyHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={1000}
        />
        <FormEnd form={form} act={t(together ? 'coach.propose' : 'coach.choose')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
