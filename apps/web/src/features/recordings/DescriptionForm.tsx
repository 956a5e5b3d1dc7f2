import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { latestKeepUntil } from '@lesblik/shared/keep-until';
import type { LawfulBasis, Recording } from '@lesblik/shared/recordings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayOf } from '../../ui/format.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { fieldsOf, oneOf, orNull, someDay, someId, someLine, yesOrNo } from '../../ui/form/plain-fields.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { ClassListField, pupilsOf } from '../class-lists/ClassListField.tsx';
import { readAccessAgain } from '../grants/queries.ts';
import { useMe } from '../identity/me.ts';
import { trajectoriesOf } from '../trajectories/list-queries.ts';
import { BasisField } from './BasisField.tsx';
import { LONGEST } from './keep-until.ts';
import { recordingOutlines } from './routes.ts';

const bases = ['internal_coaching', 'consent'] as const satisfies readonly LawfulBasis[];

/** As `recordingRoutes.update` has it. */
const Description = fieldsOf({
  title: someLine(200),
  recordedOn: someDay,
  classGroup: someLine(120),
  lawfulBasis: oneOf(bases),
  keepUntil: someDay,
  trajectoryId: orNull(someId),
  classListId: orNull(someId),
  noPupils: yesOrNo,
});

export function DescriptionForm({ recording, onDone }: { recording: Recording; onDone: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const me = useMe();
  const school = me.memberships.find(({ organisationId }) => organisationId === recording.organisationId);
  const queries = useQueryClient();
  const trajectories = (useQuery(trajectoriesOf(recording.organisationId)).data ?? []).filter(
    ({ coachee }) => coachee.id === me.id,
  );
  const [trajectoryId, setTrajectoryId] = useState(recording.trajectoryId);
  const trajectory = trajectories.find(({ id }) => id === trajectoryId);
  const kept = { addedOn: dayOf(recording.createdAt), trajectoryEnd: trajectory?.endsOn ?? null };
  const latest = latestKeepUntil({ ...kept, recordedOn: recording.recordedOn }, school ?? LONGEST);
  const form = useForm({
    schema: Description,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      trajectoryId: fields.get('trajectoryId') || null,
      // Of a call it is not asked.
      lawfulBasis: fields.get('lawfulBasis') ?? recording.lawfulBasis,
      ...(recording.origin === 'upload' ? pupilsOf(fields) : { classListId: null, noPupils: false }),
    }),
    async submit({ keepUntil, ...others }) {
      // A day that nobody touched may have moved with its trajectory meanwhile.
      const body = keepUntil === recording.keepUntil ? others : { ...others, keepUntil };
      const changed = await call(recordingOutlines.update, { params: { recordingId: recording.id }, body });
      queries.setQueryData(['recording', recording.id], changed);
      await queries.invalidateQueries({ queryKey: ['recordings'] });
      // With whom it can be shared may have ended by it.
      await readAccessAgain(recording.id);
      await queries.invalidateQueries({ queryKey: ['lesson-consent', recording.id] });
      say(t('details.saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <ProblemAlert error={form.problem} />
        <TextInput
          name="title"
          label={t('form.lessonTitle')}
          defaultValue={recording.title}
          autoFocus
          error={form.error('title')}
        />
        <DayField
          name="recordedOn"
          label={t('form.recordedOn')}
          max={dayOf(recording.createdAt)}
          value={recording.recordedOn}
          error={form.error('recordedOn')}
        />
        <TextInput
          name="classGroup"
          label={t('form.classGroup')}
          description={t('form.classGroupHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          defaultValue={recording.classGroup}
          error={form.error('classGroup')}
        />
        {recording.origin !== 'review_call' && (
          <>
            <ClassListField organisationId={recording.organisationId} lesson={recording} />
            <BasisField value={recording.lawfulBasis} error={form.error('lawfulBasis')} />
          </>
        )}
        <DayField
          name="keepUntil"
          label={t('form.keepUntil')}
          description={t('form.keepUntilHint')}
          max={latest > recording.keepUntil ? latest : recording.keepUntil}
          value={recording.keepUntil}
          error={form.error('keepUntil')}
        />
        <NativeSelect
          name="trajectoryId"
          label={t('form.trajectory')}
          defaultValue={recording.trajectoryId ?? ''}
          onChange={(event) => setTrajectoryId(event.currentTarget.value || null)}
          key={trajectories.length}
          data={[
            { value: '', label: t('form.noTrajectory') },
            ...trajectories.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
