import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { lessonConsentQuery } from './lesson-consent.ts';

/** Where a lesson can still be seen after it is deleted: recordings of calls in which it was played. */
export function CallsWithLesson({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation('lesson-consent');
  const calls = useQuery(lessonConsentQuery(recordingId)).data?.calls ?? [];
  if (calls.length === 0) return null;
  return (
    <div>
      <Text>{t('call.also')}</Text>
      <List>
        {calls.map((recorded) => (
          <List.Item key={recorded.recordingId}>
            <Anchor component={Link} href={paths.recording(recorded.recordingId)}>
              {recorded.title}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
