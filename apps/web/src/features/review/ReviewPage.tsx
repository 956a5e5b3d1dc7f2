import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { recordingQuery } from '../recordings/recording-query.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';

export function ReviewPage() {
  const { recordingId = '' } = useParams<{ recordingId: string }>();
  const { data: recording } = useSuspenseQuery(recordingQuery(recordingId));
  return (
    <main>
      <PageTitle title={recording.title} />
    </main>
  );
}
