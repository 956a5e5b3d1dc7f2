import { IconHeadphones, IconLock, IconMovie, IconUsers } from '@tabler/icons-react';
import type { Recording } from '@lesblik/shared/recordings';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { Card, CardLine } from '../../ui/Card.tsx';
import { dayText, instantDayText, timecode } from '../../ui/format.ts';
import classes from './RecordingCard.module.css';
import { RecordingStatus } from './RecordingStatus.tsx';

interface Props {
  recording: Recording;
  /** The reader's own lesson: shows with how many people it is shared. */
  own: boolean;
}

function Sharing({ recording, own }: Props) {
  const { t, i18n } = useTranslation(['recordings', 'common']);
  if (!own) {
    const until = recording.sharedUntil;
    return until ? <>{t('sharedUntil', { day: instantDayText(until, i18n.language) })}</> : null;
  }
  const alone = recording.grantCount === 0;
  const Icon = alone ? IconLock : IconUsers;
  return (
    <>
      <Icon size={16} aria-hidden="true" />
      {alone ? t('common:onlyYou') : t('sharedWith', { count: recording.grantCount })}
    </>
  );
}

/** A lesson with its picture, whose it is, who sees it, and how far it is. */
export function RecordingCard({ recording, own }: Props) {
  const { t, i18n } = useTranslation('recordings');
  const { id, title, recordedOn, classGroup, durationMs, commentCount, newCommentCount } = recording;
  const Missing = recording.hasPicture || durationMs === null ? IconMovie : IconHeadphones;
  const picture = (
    <div className={classes.picture}>
      {recording.hasPoster ? (
        <img src={addressOf('/recordings/:recordingId/poster', { recordingId: id })} alt="" loading="lazy" />
      ) : (
        <Missing size={40} stroke={1.25} aria-hidden="true" />
      )}
      {durationMs !== null && <span className={classes.duration}>{timecode(durationMs)}</span>}
    </div>
  );
  return (
    <Card to={paths.recording(id)} title={title} picture={picture}>
      <CardLine>
        {t('ofGroup', { day: dayText(recordedOn, i18n.language), group: classGroup })}
        {!own && ` · ${recording.owner.name}`}
      </CardLine>
      <CardLine>
        <Sharing recording={recording} own={own} />
      </CardLine>
      {recording.state !== 'ready' && <RecordingStatus recording={recording} />}
      {recording.state === 'ready' && commentCount > 0 && (
        <CardLine>
          {t('comments', { count: commentCount })}
          {newCommentCount > 0 && (
            <strong className={classes.new}>{t('newComments', { count: newCommentCount })}</strong>
          )}
        </CardLine>
      )}
    </Card>
  );
}
