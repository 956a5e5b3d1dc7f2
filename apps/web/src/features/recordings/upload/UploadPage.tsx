import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { Day, Id, Line } from '@lesblik/shared/common';
import { latestKeepUntil } from '@lesblik/shared/keep-until';
import { LawfulBasis, recordingRoutes } from '@lesblik/shared/recordings';
import { Problem } from '@lesblik/shared/problems';
import { isOver } from '@lesblik/shared/trajectory-steps';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { z } from 'zod';
import { call } from '../../../api/call.ts';
import { paths } from '../../../app/paths.ts';
import { dayFromNow, dayText } from '../../../ui/format.ts';
import { DayField } from '../../../ui/form/DayField.tsx';
import { PageTitle } from '../../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { ClassListField, pupilsOf } from '../../class-lists/ClassListField.tsx';
import { useMe } from '../../identity/me.ts';
import { useSchool } from '../../identity/school.ts';
import { colleaguesQuery, trajectoriesOf } from '../../trajectories/list-queries.ts';
import { BasisField } from '../BasisField.tsx';
import { LONGEST, suggestedKeepUntil } from '../keep-until.ts';
import { FilePicker } from './FilePicker.tsx';
import { uploadEngine } from './upload-engine.ts';
import { useChosenFiles } from './use-chosen-files.ts';
import classes from './UploadPage.module.css';

const Form = z.object({
  recordedOn: Day,
  classGroup: Line(120),
  lawfulBasis: LawfulBasis,
  keepUntil: Day,
  trajectoryId: Id.nullable(),
  classListId: Id.nullable(),
  noPupils: z.boolean(),
  ownerId: Id,
});

const orNull = (value: unknown): unknown => (value === '' ? null : value);

export function UploadPage() {
  const { t, i18n } = useTranslation(['recordings', 'common']);
  const me = useMe();
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const queries = useQueryClient();
  const school = useSchool();
  const organisationId = school?.organisationId ?? '';
  const term = school ?? LONGEST;
  const trajectories = (useQuery(trajectoriesOf(organisationId)).data ?? []).filter(
    (trajectory) => trajectory.myRoles.includes('coachee') && !isOver(trajectory),
  );
  const colleagues = (useQuery(colleaguesQuery(organisationId)).data ?? []).filter(({ id }) => id !== me.id);
  const [ownerId, setOwnerId] = useState(me.id);
  const [recordedOn, setRecordedOn] = useState(dayFromNow(0));
  const [classGroup, setClassGroup] = useState('');
  const day = dayText(recordedOn, i18n.language);
  const group = classGroup.trim();
  const files = useChosenFiles(group === '' ? t('form.titleOfDay', { day }) : t('form.titleOfGroup', { group, day }));
  const [chosenTrajectory, setTrajectoryId] = useState(search.get('trajectory'));
  const [keepUntil, setKeepUntil] = useState<string>();
  // Without a trajectory there are no goals to link: who is in one has its lessons there unless they say otherwise.
  const trajectoryId = chosenTrajectory ?? (trajectories.length === 1 ? trajectories[0]?.id : undefined) ?? '';
  const trajectory = ownerId === me.id ? trajectories.find(({ id }) => id === trajectoryId) : undefined;
  const kept = { recordedOn, addedOn: dayFromNow(0), trajectoryEnd: trajectory?.endsOn ?? null };

  const form = useForm({
    schema: Form,
    read: (fields) => ({
      ...Object.fromEntries(fields),
      ownerId,
      trajectoryId: orNull(trajectory?.id ?? ''),
      lawfulBasis: fields.get('lawfulBasis'),
      ...pupilsOf(fields),
    }),
    besides: () =>
      Object.fromEntries(
        // Why a film was refused stands with it already.
        Object.entries(files.wrong()).map(([field, why]) => [
          field,
          why === 'no_film' ? t('form.noFile') : t('common:fields.required'),
        ]),
      ),
    async submit(description) {
      for (const { key, file, handle, title } of files.chosen) {
        const body = {
          ...description,
          organisationId,
          title,
          fileName: file.name,
          fileType: file.type,
          bytes: file.size,
        };
        try {
          const recording = await call(recordingRoutes.create, { body });
          await uploadEngine.add(me.id, recording, file, handle);
          files.remove(key);
        } catch (error) {
          if (!(error instanceof Problem) || !['quota_exceeded', 'film_too_large'].includes(error.code)) throw error;
          files.refuse(key, error.code);
          return;
        }
      }
      await queries.invalidateQueries({ queryKey: ['recordings'] });
      go(paths.recordings);
    },
  });

  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.page}>
      <Stack gap="lg">
        <div>
          <PageTitle title={t('form.title')} />
          <Text c="dimmed">{t('form.intro')}</Text>
        </div>
        <FilePicker
          chosen={files.chosen}
          onAdd={(picked) => {
            const day = files.add(picked);
            if (day) setRecordedOn(day);
          }}
          onTitle={files.rename}
          onRemove={files.remove}
          error={files.chosen.length === 0 ? form.error('films') : undefined}
          titleError={(key) => (files.untitled(key) ? form.error(`title-${key}`) : undefined)}
        />
        <div className={classes.two}>
          <DayField
            name="recordedOn"
            label={t('form.recordedOn')}
            max={dayFromNow(0)}
            value={recordedOn}
            onChange={(day) => day !== '' && setRecordedOn(day)}
            error={form.error('recordedOn')}
          />
          <TextInput
            name="classGroup"
            label={t('form.classGroup')}
            description={t('form.classGroupHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onChange={(event) => setClassGroup(event.currentTarget.value)}
            error={form.error('classGroup')}
          />
        </div>
        {ownerId === me.id && <ClassListField organisationId={organisationId} />}
        <BasisField error={form.error('lawfulBasis')} />
        {ownerId === me.id && trajectories.length > 0 && (
          <NativeSelect
            label={t('form.trajectory')}
            value={trajectoryId}
            onChange={(event) => setTrajectoryId(event.currentTarget.value)}
            data={[
              { value: '', label: t('form.noTrajectory') },
              ...trajectories.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        <div className={classes.two}>
          <DayField
            name="keepUntil"
            label={t('form.keepUntil')}
            description={t('form.keepUntilHint')}
            min={dayFromNow(0)}
            max={latestKeepUntil(kept, term)}
            value={keepUntil ?? suggestedKeepUntil(kept, term)}
            onChange={setKeepUntil}
            error={form.error('keepUntil')}
          />
          {colleagues.length > 0 && (
            <NativeSelect
              label={t('form.owner')}
              description={t('form.ownerHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={ownerId}
              onChange={(event) => setOwnerId(event.currentTarget.value)}
              data={[
                { value: me.id, label: t('form.ownerMe') },
                ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </div>
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" size="md" loading={form.busy}>
            {t('form.start', { count: Math.max(1, files.chosen.length) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
