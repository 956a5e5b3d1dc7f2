import type { Recording } from '@lesblik/shared/recordings';
import { CardList } from '../../ui/Card.tsx';
import { useMe } from '../identity/me.ts';
import { RecordingCard } from './RecordingCard.tsx';
import { useFollow } from './use-follow.ts';

/** Lessons side by side, their progress live. */
export function RecordingGrid({ recordings }: { recordings: readonly Recording[] }) {
  const me = useMe();
  useFollow(recordings);
  return (
    <CardList
      items={recordings}
      width={256}
      card={(recording) => <RecordingCard recording={recording} own={recording.owner.id === me.id} />}
    />
  );
}
