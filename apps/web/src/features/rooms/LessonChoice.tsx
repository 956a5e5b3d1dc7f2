import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { flat, recordingsQuery } from '../recordings/queries.ts';
import { useCall } from './call-context.tsx';

/** The lessons that the steerer can see; those who may not see the chosen one go on talking. */
export function LessonChoice({ onDone }: { onDone: () => void }) {
  const { call, room } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const lessons = useInfiniteQuery(
    recordingsQuery(
      room.trajectoryId === null ? { organisationId: room.organisationId } : { trajectoryId: room.trajectoryId },
    ),
  );
  const playable = flat(lessons.data).filter((recording) => recording.playable);
  return (
    <Stack gap="xs">
      <ProblemAlert error={lessons.error} />
      {lessons.isPending && <Waiting />}
      {lessons.data && playable.length === 0 && <Text c="dimmed">{t('room.noLessons')}</Text>}
      {playable.map((recording) => (
        <Button
          key={recording.id}
          variant="default"
          justify="flex-start"
          onClick={() => void call.move({ act: 'choose', recordingId: recording.id }).then(onDone)}
        >
          {recording.title} · {dayText(recording.recordedOn, i18n.language)}
        </Button>
      ))}
    </Stack>
  );
}
