import { Button, Group } from '@mantine/core';
import { IconPlayerTrackNext, IconPlayerTrackPrev, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timecode } from '../../ui/format.ts';
import { MomentPlayer } from '../talks/MomentPlayer.tsx';
import classes from './GoalPage.module.css';
import type { PlayableMoment } from './thread.ts';

interface Props {
  /** Those that are loaded. */
  films: readonly PlayableMoment[];
  index: number;
  /** Of all. */
  count: number;
  /** Goes on to the next by itself. */
  all: boolean;
  onMove: (index: number) => void;
  onClose: () => void;
}

/** One moment of the thread after the other. */
export function ThreadPlayer({ films, index, count, all, onMove, onClose }: Props) {
  const { t } = useTranslation('goal-page');
  const [overAt, setOverAt] = useState<string>();
  const film = films[index];
  const box = useRef<HTMLDivElement>(null);
  const chosen = all ? undefined : film?.id;
  useEffect(() => {
    // Chosen far down in the list, it would play out of sight. What comes by itself leaves the page where it is.
    if (chosen !== undefined) box.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (!film) return null;
  const { id, lesson, startMs, endMs } = film;
  const last = index >= count - 1;
  const place = { number: index + 1, total: count, at: timecode(startMs), title: lesson.title };
  return (
    <div className={classes.player} ref={box}>
      <p role="status">{all && overAt === id ? t('thread.over') : t('thread.place', place)}</p>
      <MomentPlayer
        key={id}
        recordingId={lesson.recordingId}
        title={lesson.title}
        moment={{ startMs, endMs }}
        onEnd={() => {
          if (all && !last) onMove(index + 1);
          else setOverAt(id);
        }}
      />
      <Group gap="xs">
        <Button
          variant="default"
          disabled={index === 0}
          leftSection={<IconPlayerTrackPrev size={18} aria-hidden="true" />}
          onClick={() => onMove(index - 1)}
        >
          {t('thread.previous')}
        </Button>
        <Button
          variant="default"
          disabled={last}
          leftSection={<IconPlayerTrackNext size={18} aria-hidden="true" />}
          onClick={() => onMove(index + 1)}
        >
          {t('thread.next')}
        </Button>
        <Button variant="subtle" leftSection={<IconX size={18} aria-hidden="true" />} onClick={onClose}>
          {t('thread.stop')}
        </Button>
      </Group>
    </div>
  );
}
