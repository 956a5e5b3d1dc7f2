import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
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
import { useForm } from '../../ui/form/use-form.ts';
import { useMe } from '../identity/me.ts';
import { colleaguesQuery } from '../trajectories/queries.ts';

export interface NewCallProps {
  subject: { recordingId: string | null; trajectoryId: string | null; organisationId: string; title: string };
  /** Chosen beforehand and shown first. */
  likely: readonly PersonRef[];
  onClose: () => void;
}

/** A call to begin now or to plan: with whom, when, named what. */
export function NewCall({ subject, likely, onClose }: NewCallProps) {
  const { t } = useTranslation(['rooms', 'common']);
  const me = useMe();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const colleagues = useQuery(colleaguesQuery(subject.organisationId)).data ?? [];
  const known = new Set([me.id, ...likely.map(({ id }) => id)]);
  const people = [...likely.filter(({ id }) => id !== me.id), ...colleagues.filter(({ id }) => !known.has(id))];
  const [chosen, setChosen] = useState<string[]>(() =>
    likely
      .map(({ id }) => id)
      .filter((id) => id !== me.id)
      .slice(0, 3),
  );
  const [later, setLater] = useState(false);
  const form = useForm({
    schema: roomRoutes.create.body,
    read: (fields) => {
      const at = String(fields.get('plannedAt') ?? '');
      const time = new Date(at);
      const valid = !Number.isNaN(time.getTime()) && time.getTime() > Date.now();
      return {
        title: fields.get('title'),
        recordingId: subject.recordingId,
        trajectoryId: subject.trajectoryId,
        personIds: chosen,
        plannedAt: later ? (valid ? time.toISOString() : '') : null,
      };
    },
    async submit(body) {
      const room = await call(roomRoutes.create, { body });
      await queries.invalidateQueries({ queryKey: ['rooms'] });
      onClose();
      if (later) say(t('make.planned'));
      else go(paths.call(room.id));
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('make.title')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <Text>{t('make.text')}</Text>
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
            <TextInput
              type="datetime-local"
              name="plannedAt"
              label={t('make.at')}
              error={form.error('plannedAt') && t('make.atWrong')}
            />
          )}
          <ProblemAlert error={form.problem} />
          <Group>
            <Button type="submit" loading={form.busy} disabled={people.length === 0}>
              {t(later ? 'make.plan' : 'make.begin')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
