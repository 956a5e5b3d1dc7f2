import { ActionIcon, Anchor, Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { type TalkMoment, talkRoutes } from '@lesblik/shared/talks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { momentText, timecode } from '../../ui/format.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { act } from './acts.ts';
import classes from './Talks.module.css';

// The player is large, and on a good day nobody needs it at once.
const MomentPlayer = lazy(async () => ({ default: (await import('./MomentPlayer.tsx')).MomentPlayer }));

export function MomentRow({ moment: pinned, readOnly }: { moment: TalkMoment; readOnly: boolean }) {
  const { t } = useTranslation('talks');
  const [playing, setPlaying] = useState(false);
  const { id, lesson, moment, comment, gone } = pinned;
  const at = momentText(moment);
  const unpin = (): void => void act(() => call(talkRoutes.unpin, { params: { momentId: id } }));
  return (
    <li>
      <div className={classes.row}>
        <div className={classes.words}>
          {lesson ? (
            <>
              <strong>
                {at} · {lesson.title}
              </strong>
              {comment !== null && <p className={classes.said}>{comment}</p>}
            </>
          ) : (
            <p className={classes.about}>{t(`moments.${gone ?? 'deleted'}`, { at })}</p>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          {lesson && (
            <Button
              variant="default"
              aria-expanded={playing}
              leftSection={!playing && <IconPlayerPlay size={18} aria-hidden="true" />}
              onClick={() => setPlaying(!playing)}
            >
              {playing ? t('moments.stop') : t('moments.play', { at: timecode(moment.startMs) })}
            </Button>
          )}
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('moments.unpinOf', { at })}
              title={t('moments.unpin')}
              onClick={unpin}
            >
              <IconX size={18} />
            </ActionIcon>
          )}
        </Group>
      </div>
      {playing && lesson && (
        <>
          <Suspense fallback={<Waiting />}>
            <MomentPlayer recordingId={lesson.recordingId} title={lesson.title} moment={moment} />
          </Suspense>
          <Anchor component={Link} href={paths.recording(lesson.recordingId, { atMs: moment.startMs })}>
            {t('moments.toLesson')}
          </Anchor>
        </>
      )}
    </li>
  );
}
