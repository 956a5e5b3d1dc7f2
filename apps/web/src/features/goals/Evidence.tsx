import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { GoalRating } from '@lesblik/shared/goal-progress';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentText, timecode } from '../../ui/format.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './GoalPage.module.css';
import { LongText } from './LongText.tsx';

const MomentPlayer = lazy(async () => ({ default: (await import('../talks/MomentPlayer.tsx')).MomentPlayer }));

/** The moment that shows a rating, played where it stands; or that it is gone. */
export function Evidence({ evidence }: { evidence: NonNullable<GoalRating['evidence']> }) {
  const { t } = useTranslation('goal-page');
  const [playing, setPlaying] = useState(false);
  const { moment, lesson, comment, gone } = evidence;
  const at = timecode(moment.startMs);
  if (!lesson) return <p className={classes.gone}>{t(`evidence.${gone ?? 'deleted'}`, { at: momentText(moment) })}</p>;
  return (
    <>
      {comment !== null && <LongText text={comment} />}
      <span className={classes.dimmed}>{lesson.title}</span>
      <br />
      <Button
        variant="subtle"
        size="compact-sm"
        ml={-8}
        aria-expanded={playing}
        aria-label={playing ? undefined : t('evidence.play', { at, title: lesson.title })}
        leftSection={!playing && <IconPlayerPlay size={18} aria-hidden="true" />}
        onClick={() => setPlaying(!playing)}
      >
        {playing ? t('evidence.stop') : t('thread.play', { at })}
      </Button>
      {playing && (
        <Suspense fallback={<Waiting />}>
          <MomentPlayer recordingId={lesson.recordingId} title={lesson.title} moment={moment} />
        </Suspense>
      )}
    </>
  );
}
