import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type Trajectory, type TrajectoryOverview, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { monthsAfter } from '@lesblik/shared/trajectory-templates';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { say } from '../../ui/toasts.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { templatesQuery } from '../templates/queries.ts';
import { useTemplateWords } from '../templates/template-words.ts';
import { readTrajectoriesAgain } from './queries.ts';

interface Props {
  trajectory: Trajectory;
  inside: NonNullable<TrajectoryOverview['inside']>;
  onDone: () => void;
}

/** The estimate. A template fills it in; what is kept is a copy, in the words that stand here. */
export function PlanForm({ trajectory, inside, onDone }: Props) {
  const { t } = useTranslation(['trajectories', 'common']);
  const wordsOf = useTemplateWords();
  const templates = (useQuery(templatesQuery(trajectory.organisationId)).data ?? []).filter(
    ({ archived }) => !archived,
  );
  const [chosen, setChosen] = useState('');
  const template = templates.find(({ key }) => key === chosen);
  const words = template && wordsOf(template);
  const form = useForm({
    schema: trajectoryRoutes.plan.body,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      templateName: words?.name ?? inside.templateName,
    }),
    async submit(body) {
      await call(trajectoryRoutes.plan, { params: { trajectoryId: trajectory.id }, body });
      await readTrajectoriesAgain();
      say(t('plan.saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <NativeSelect
          label={t('plan.template')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('plan.noTemplate') },
            ...templates.map((one) => ({ value: one.key, label: wordsOf(one).name })),
          ]}
        />
        <TextInput
          key={`talks ${chosen}`}
          name="plannedTalks"
          type="number"
          inputMode="numeric"
          min={1}
          max={100}
          label={t('plan.count')}
          defaultValue={template?.talks ?? trajectory.plannedTalks ?? ''}
          error={form.error('plannedTalks')}
        />
        <DayField
          key={`ends ${chosen}`}
          name="endsOn"
          label={t('form.endsOn')}
          value={template ? monthsAfter(trajectory.startsOn, template.months) : trajectory.endsOn}
          min={trajectory.startsOn}
          error={form.error('endsOn')}
        />
        <Textarea
          key={`way ${chosen}`}
          name="wayOfWorking"
          label={t('plan.way')}
          description={t('plan.wayHint')}
          defaultValue={words?.wayOfWorking ?? inside.wayOfWorking}
          autosize
          minRows={3}
          maxLength={5000}
          error={form.error('wayOfWorking')}
        />
        <FormEnd form={form} act={t('plan.save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
