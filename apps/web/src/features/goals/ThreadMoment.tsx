import { Anchor, Button, Group } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { type GoalMoment, mayRemoveKept } from '@lesblik/shared/goal-progress';
import type { Goal, Rater } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { momentText, timecode } from '../../ui/format.ts';
import { KindIcon } from '../../ui/KindIcon.tsx';
import classes from './GoalPage.module.css';
import { useMe } from '../identity/me.ts';
import { LongText } from './LongText.tsx';
import { RemoveKept } from './RemoveKept.tsx';

interface Props {
  goal: Goal;
  mine: Rater;
  moment: GoalMoment;
  /** It is in the player now. */
  current: boolean;
  onPlay: () => void;
}

export function ThreadMoment({ goal, mine, moment: { id, moment, lesson, comment, gone }, current, onPlay }: Props) {
  const me = useMe();
  const { t } = useTranslation('goal-page');
  const at = momentText(moment);
  if (!comment) return <li className={classes.gone}>{t(`thread.${gone ?? 'not_shared'}`, { at })}</li>;
  return (
    <li className={classes.moment} aria-current={current || undefined}>
      <KindIcon kind={comment.private ? 'private' : comment.kind} />
      <div className={classes.words}>
        <strong>
          {at} <span className={classes.dimmed}>{t('thread.by', { name: comment.author.name })}</span>
        </strong>
        <LongText text={comment.text} />
      </div>
      {lesson === null ? (
        // Its lesson was deleted, and the owner let the words stay.
        <div className={classes.kept}>
          <span className={classes.dimmed}>{t('thread.deleted', { at })}</span>
          {mayRemoveKept(me.id, mine, comment.author.id) && (
            <RemoveKept goal={goal} commentId={id} text={comment.text} at={at} />
          )}
        </div>
      ) : (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}
            aria-label={`${t('thread.play', { at: timecode(moment.startMs) })}, ${lesson.title}`}
            onClick={onPlay}
          >
            {t('thread.play', { at: timecode(moment.startMs) })}
          </Button>
          <Anchor
            component={Link}
            href={paths.recording(lesson.recordingId, { atMs: moment.startMs, commentId: id })}
            aria-label={`${t('thread.toLesson')}: ${lesson.title}, ${at}`}
          >
            {t('thread.toLesson')}
          </Anchor>
        </Group>
      )}
    </li>
  );
}
