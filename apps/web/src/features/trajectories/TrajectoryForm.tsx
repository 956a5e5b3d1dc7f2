import { NativeSelect, Text } from '@mantine/core';
import { type TrajectoryOverview, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { TrajectoryPhase } from '@lesblik/shared/trajectory-steps';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { Page } from '../../ui/Page.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { say } from '../../ui/toasts.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { colleaguesQuery } from './list-queries.ts';
import { readTrajectoriesAgain } from './queries.ts';
import { OutsideFields, PeriodFields, TitleField } from './TrajectoryFields.tsx';

interface Props {
  overview: TrajectoryOverview;
  onDone: () => void;
}

/** Everything of a trajectory that its coach and its coachee may change; who these two are is fixed. */
export function TrajectoryForm({ overview: { trajectory, steps, inside }, onDone }: Props) {
  const { t } = useTranslation(['trajectories', 'common']);
  const colleagues = useQuery(colleaguesQuery(trajectory.organisationId)).data ?? [];
  const people = colleagues.filter(({ id }) => id !== trajectory.coachee.id && id !== trajectory.coach.id);
  const keepsReaders = inside?.readersAreCoachees === true && !trajectory.myRoles.includes('coachee');
  const phases = TrajectoryPhase.options.filter((phase) => phase === trajectory.phase || steps.includes(phase));
  const form = useForm({
    schema: trajectoryRoutes.update.body,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      clientId: fields.get('clientId') || null,
      supervisorId: fields.get('supervisorId') || null,
    }),
    async submit({ clientId, supervisorId, ...rest }) {
      const body = {
        ...rest,
        // Sent only when chosen anew: who has left the school meanwhile could not be named again.
        ...(!keepsReaders && clientId !== (trajectory.client?.id ?? null) && { clientId }),
        ...(!keepsReaders && supervisorId !== (trajectory.supervisor?.id ?? null) && { supervisorId }),
      };
      await call(trajectoryRoutes.update, { params: { trajectoryId: trajectory.id }, body });
      await readTrajectoriesAgain();
      say(t('saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Page width="form">
        <PageTitle title={t('form.editTitle')} />
        <TitleField form={form} title={trajectory.title} />
        <PeriodFields form={form} startsOn={trajectory.startsOn} endsOn={trajectory.endsOn} />
        <NativeSelect
          name="phase"
          label={t('form.phase')}
          defaultValue={trajectory.phase}
          data={phases.map((value) => ({ value, label: t(`phases.${value}`) }))}
        />
        {keepsReaders ? (
          <Text>{t('form.readers', { name: trajectory.coachee.name })}</Text>
        ) : (
          <OutsideFields form={form} people={people} client={trajectory.client} supervisor={trajectory.supervisor} />
        )}
        <FormEnd form={form} act={t('common:save')} onCancel={onDone} />
      </Page>
    </form>
  );
}
