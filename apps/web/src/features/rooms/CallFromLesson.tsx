import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../comments/people-query.ts';
import { useReview } from '../review/review-context.tsx';
import { NewCall } from './NewCall.tsx';

/** A call about the lesson one is looking at, with those who can see it first. */
export function CallFromLesson({ onClose }: { onClose: () => void }) {
  const { recording, me } = useReview();
  const { t } = useTranslation('rooms');
  const people = useQuery(peopleQuery(recording.id)).data;
  if (!people) return null;
  const { id, trajectoryId, organisationId, title } = recording;
  return (
    <NewCall
      subject={{ recordingId: id, trajectoryId, organisationId, title: `${t('call')}: ${title}` }}
      likely={people.filter((person) => person.id !== me.id)}
      onClose={onClose}
    />
  );
}
