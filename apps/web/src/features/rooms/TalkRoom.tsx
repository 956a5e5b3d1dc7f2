import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import type { CallParts } from '../review/review-context.tsx';
import { useCall, useCallState } from './call-context.tsx';
import { nameOf, type whyNoLesson } from './core/call-state.ts';
import { Faces } from './Faces.tsx';
import classes from './TalkRoom.module.css';

/** The call without a lesson: faces large, the conversation beside them. */
export function TalkRoom({ parts, why }: { parts: CallParts; why: ReturnType<typeof whyNoLesson> | 'preparing' }) {
  const { ui, me } = useCall();
  const { t } = useTranslation('rooms');
  const title = useCallState((state) => state.room?.title ?? '');
  const steererId = useCallState((state) => state.room?.steererId ?? '');
  const steerer = useCallState((state) => nameOf(state.room, steererId));
  return (
    <div className={classes.room}>
      <header className={classes.header}>
        <PageTitle title={title} />
      </header>
      {parts.line}
      <main className={classes.body}>
        <div className={classes.faces}>
          <Faces alone />
        </div>
        <aside className={classes.side} aria-label={t('talk.title')}>
          <div className={classes.lesson}>
            <EmptyPage
              picture={why === 'noAccess' ? 'lock' : 'lessons'}
              text={`${t(`room.${why}`)}${why !== 'noAccess' && why !== 'preparing' && steererId !== me.id ? ` ${t('room.steererChooses', { name: steerer })}` : ''}`}
              action={
                steererId === me.id && (
                  <Button onClick={() => ui.change({ dialog: 'lesson' })}>{t('room.choose')}</Button>
                )
              }
            />
          </div>
          <h2 className={classes.title}>{t('talk.title')}</h2>
          {parts.talk}
        </aside>
      </main>
    </div>
  );
}
