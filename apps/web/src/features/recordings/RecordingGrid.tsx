import type { Recording } from '@lesblik/shared/recordings';
import { useMe } from '../identity/me.ts';
import { RecordingCard } from './RecordingCard.tsx';
import classes from './RecordingCard.module.css';
import { useFollow } from './use-follow.ts';

/** Lessons side by side, their progress live. */
export function RecordingGrid({ recordings }: { recordings: readonly Recording[] }) {
  const me = useMe();
  useFollow(recordings);
  return (
    <ul className={classes.grid}>
      {recordings.map((recording) => (
        <li key={recording.id}>
          <RecordingCard recording={recording} own={recording.owner.id === me.id} />
        </li>
      ))}
    </ul>
  );
}
