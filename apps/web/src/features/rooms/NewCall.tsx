import { Button, Checkbox, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { PersonRef } from '@lesblik/shared/common';
import { roomRoutes } from '@lesblik/shared/rooms';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { HourField } from '../../ui/form/HourField.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { textOf } from '../../ui/form/text-of.ts';
import { useMe } from '../identity/me.ts';
import { colleaguesQuery } from '../trajectories/list-queries.ts';

const MOST_OTHERS = 3;

export interface NewCallProps {
  subject: { recordingId: string | null; trajectoryId: string | null; organisationId: string; title: string };
  /** Chosen beforehand and shown first. */
  likely: readonly PersonRef[];
}

/** A call to begin now or to plan: with whom, when, named what. */
export function NewCall({ subject, likely }: NewCallProps) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const colleagues = useQuery(colleaguesQuery(subject.organisationId)).data ?? [];
  const first = likely.filter(({ id }) => id !== me.id);
  const known = new Set([me.id, ...first.map(({ id }) => id)]);
  const people = [...first, ...colleagues.filter(({ id }) => !known.has(id))];
  const [chosen, setChosen] = useState(() => first.slice(0, MOST_OTHERS).map(({ id }) => id));
  const [later, setLater] = useState(false);
  const form = useForm({
    schema: roomRoutes.create.body,
    read: (fields) => {
      // By the clock of where the browser is.
      const time = new Date(`${textOf(fields, 'plannedAt')}T${textOf(fields, 'plannedHour')}`);
      const comes = time.getTime() > Date.now();
      return {
        title: fields.get('title'),
        recordingId: subject.recordingId,
        trajectoryId: subject.trajectoryId,
        personIds: chosen,
        plannedAt: later ? (comes ? time.toISOString() : '') : null,
      };
    },
    async submit(body) {
      const room = await call(roomRoutes.create, { body });
      await queries.invalidateQueries({ queryKey: ['rooms'] });
      if (later) say(t('make.planned'));
      const back = subject.trajectoryId === null ? paths.home : paths.trajectory(subject.trajectoryId);
      go(later ? back : paths.call(room.id), { replace: true });
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="lg">
        <TextInput name="title" label={t('make.name')} defaultValue={subject.title} error={form.error('title')} />
        {people.length === 0 ? (
          <Text c="dimmed">{t('make.nobody')}</Text>
        ) : (
          <Checkbox.Group
            label={t('make.who')}
            {...(subject.recordingId !== null && { description: t('make.lessonHint') })}
            value={chosen}
            onChange={setChosen}
            error={form.error('personIds') && t('make.whoWrong')}
          >
            <Stack gap="xs" mt="xs">
              {people.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} name="personIds" />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Radio.Group
          label={t('make.when')}
          value={later ? 'later' : 'now'}
          onChange={(value) => setLater(value === 'later')}
        >
          <Group mt="xs">
            <Radio value="now" label={t('make.now')} />
            <Radio value="later" label={t('make.later')} />
          </Group>
        </Radio.Group>
        {later && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <DayField
              name="plannedAt"
              label={t('make.day')}
              value=""
              error={form.error('plannedAt') && t('make.atWrong')}
            />
            <HourField name="plannedHour" label={t('make.hour')} />
          </SimpleGrid>
        )}
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" size="md" loading={form.busy} disabled={people.length === 0}>
            {t(later ? 'make.plan' : 'make.begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
