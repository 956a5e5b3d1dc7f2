import type { Recording } from '@lesblik/shared/recordings';
import { CardList } from '../../ui/Card.tsx';
import { useTranslation } from 'react-i18next';
import { useMe } from '../identity/me.ts';
import { RecordingCard } from './RecordingCard.tsx';
import classes from './RecordingGrid.module.css';
import { useFollow } from './use-follow.ts';

interface Props {
  recordings: readonly Recording[];
  /** So many are shown at once, the rest when asked for. */
  most?: number;
}

/** Lessons side by side, their progress live. */
export function RecordingGrid({ recordings, most = recordings.length }: Props) {
  const { t } = useTranslation('recordings');
  const me = useMe();
  useFollow(recordings);
  const cards = (some: readonly Recording[]) => (
    <CardList width={256}>
      {some.map((recording) => (
        <li key={recording.id}>
          <RecordingCard recording={recording} own={recording.owner.id === me.id} />
        </li>
      ))}
    </CardList>
  );
  const rest = recordings.slice(most);
  return (
    <>
      {cards(recordings.slice(0, most))}
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary>{t('earlier', { count: rest.length })}</summary>
          {cards(rest)}
        </details>
      )}
    </>
  );
}
