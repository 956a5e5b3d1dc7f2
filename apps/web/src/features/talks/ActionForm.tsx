import { Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { type Action, actionRoutes } from '@lesblik/shared/actions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { dayFromNow } from '../../ui/format.ts';
import { say } from '../../ui/toasts.ts';
import { goalsQuery } from '../goals/queries.ts';
import { trajectoryQuery } from '../trajectories/queries.ts';
import { readTalksAgain } from './queries.ts';
import classes from './Talks.module.css';

interface Props {
  trajectoryId: string;
  talkId?: string;
  action?: Action;
  onDone: () => void;
}

const WEEKS_2 = 14;

/** What, who, by when, for which goal. */
export function ActionForm({ trajectoryId, talkId, action, onDone }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  const trajectory = useQuery(trajectoryQuery(trajectoryId)).data;
  const goals = (useQuery(goalsQuery(trajectoryId)).data ?? []).filter(
    ({ id, archivedAt }) => archivedAt === null || id === action?.goal?.id,
  );
  const people = trajectory ? [trajectory.coachee, trajectory.coach] : [];
  const [chosen, setChosen] = useState(action?.owner.id);
  const ownerId = chosen ?? people[0]?.id ?? '';
  const form = useForm({
    schema: actionRoutes.add.body,
    read: (fields) => ({
      ...{ what: fields.get('what'), dueOn: fields.get('dueOn'), ownerId },
      ...{ goalId: fields.get('goalId') || null, talkId: talkId ?? null },
    }),
    async submit(fields) {
      if (action) await call(actionRoutes.change, { params: { actionId: action.id }, body: fields });
      else await call(actionRoutes.add, { params: { trajectoryId }, body: fields });
      await readTalksAgain();
      say(t(action ? 'actions.changed' : 'actions.saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack gap="sm">
        <TextInput
          name="what"
          label={t('actions.what')}
          defaultValue={action?.what}
          maxLength={500}
          autoFocus
          error={form.error('what')}
        />
        <Radio.Group label={t('actions.who')} value={ownerId} onChange={setChosen}>
          <Group mt="xs">
            {people.map(({ id, name }) => (
              <Radio key={id} value={id} label={name} />
            ))}
          </Group>
        </Radio.Group>
        <DayField
          name="dueOn"
          label={t('actions.due')}
          value={action?.dueOn ?? dayFromNow(WEEKS_2)}
          error={form.error('dueOn')}
        />
        <NativeSelect
          name="goalId"
          label={t('actions.goal')}
          defaultValue={action?.goal?.id ?? ''}
          key={goals.length}
          data={[
            { value: '', label: t('actions.noGoal') },
            ...goals.map(({ id, position, title }) => ({ value: id, label: `${position}. ${title}` })),
          ]}
        />
        <FormEnd
          form={form}
          act={action ? t('common:save') : t('actions.save')}
          onCancel={onDone}
          disabled={trajectory === undefined}
        />
      </Stack>
    </form>
  );
}
