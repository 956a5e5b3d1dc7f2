import { IconArrowLeft, IconLock, IconUsers, IconVideo } from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { paths } from '../../app/paths.ts';
import { dayText, instantDayText } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { SkipLink } from '../../ui/SkipLink.tsx';
import { LazyBell } from '../notifications/lazy-bell.ts';
import { formatTime } from '../player/core/timecode.ts';
import type { ShownViewer } from '../timeline/viewers.ts';
import { useReview } from './review-context.tsx';
import classes from './ReviewHeader.module.css';

/** Which lesson, who can see it, and who is watching now. */
export function ReviewHeader({ viewers }: { viewers: readonly ShownViewer[] }) {
  const { recording, session, call } = useReview();
  const { t, i18n } = useTranslation('review');
  const owner = recording.may.includes('grant');
  const until = recording.sharedUntil === null ? null : instantDayText(recording.sharedUntil, i18n.language);
  const Icon = recording.grantCount === 0 && owner ? IconLock : IconUsers;
  const shared =
    until === null
      ? t('shared.mine', { count: recording.grantCount })
      : recording.shown === null
        ? t('shared.withMe', { name: recording.owner.name, until })
        : t('shared.part', {
            ...{ name: recording.owner.name, until },
            ...{ from: formatTime(recording.shown.startMs), to: formatTime(recording.shown.endMs) },
          });
  const words = (
    <>
      <Icon size={16} aria-hidden="true" />
      <span className={classes.words}>{shared}</span>
    </>
  );
  return (
    <header className={classes.header} data-call={call !== null}>
      <SkipLink to="#review-side">{t('skip')}</SkipLink>
      {!call && (
        <Link href={paths.recordings} className={classes.back} aria-label={t('back')} title={t('back')}>
          <IconArrowLeft size={22} aria-hidden="true" />
        </Link>
      )}
      <div className={classes.lesson}>
        <PageTitle title={recording.title}>
          <span className={classes.title}>{recording.title}</span>
        </PageTitle>
        <p className={classes.about}>
          {dayText(recording.recordedOn, i18n.language)} · {recording.classGroup}
        </p>
      </div>
      {!call && <Watching viewers={viewers} />}
      {!call && (
        <Suspense>
          <LazyBell />
        </Suspense>
      )}
      <div className={classes.acts}>
        {owner ? (
          <button
            type="button"
            className={classes.sharing}
            title={shared}
            onClick={() => session.ui.set({ dialog: 'share' })}
          >
            {words}
            <span className={`${classes.words} ${classes.share}`}>{t('shared.share')}</span>
          </button>
        ) : (
          <span className={classes.sharing} title={shared}>
            {words}
          </span>
        )}
        {!call && recording.playable && (
          <Link href={paths.newCall({ recordingId: recording.id })} className={`${classes.sharing} ${classes.door}`}>
            <IconVideo size={16} aria-hidden="true" />
            <span className={classes.words}>{t('call')}</span>
          </Link>
        )}
      </div>
    </header>
  );
}

function Watching({ viewers }: { viewers: readonly ShownViewer[] }) {
  const { t, i18n } = useTranslation('review');
  const names = new Intl.ListFormat(i18n.language).format(viewers.map(({ name }) => name));
  const words = viewers.length > 0 ? t('watching', { count: viewers.length, names }) : '';
  return (
    <div className={classes.watching} role="status" title={words}>
      <span className="visually-hidden">{words}</span>
      {viewers.slice(0, 4).map((viewer) => (
        <span key={viewer.id} className={classes.viewer} style={{ background: viewer.colour }} aria-hidden="true">
          {viewer.initials}
        </span>
      ))}
    </div>
  );
}
