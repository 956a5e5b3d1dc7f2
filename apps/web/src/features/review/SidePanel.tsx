import { Tabs } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Arrivals } from '../comments/Arrivals.tsx';
import { CommentPanel } from '../comments/CommentPanel.tsx';
import type { Thread } from '../comments/core/comment-book.ts';
import type { CommentDesk } from '../comments/desk.ts';
import { DeskProvider, useDesk } from '../comments/desk-context.tsx';
import { useReadMark } from '../comments/use-read-mark.ts';
import type { Tab } from './core/review-ui.ts';
import { GoalsTab } from './GoalsTab.tsx';
import { useReview } from './review-context.tsx';
import classes from './SidePanel.module.css';

const AccessLog = lazy(async () => ({ default: (await import('../audit-log/AccessLog.tsx')).AccessLog }));
const RecordingDetails = lazy(async () => ({
  default: (await import('../recordings/RecordingDetails.tsx')).RecordingDetails,
}));

interface Props {
  threads: readonly Thread[];
  onDesk: (desk: CommentDesk | null) => void;
}

/** Beside the picture: the conversation first, then what belongs to the lesson. */
export function SidePanel({ threads, onDesk }: Props) {
  const { session, recording, call } = useReview();
  const { t } = useTranslation('review');
  const tab = useStore(session.ui, (state) => state.tab);
  const count = useStore(session.feed, ({ book }) => book.threads.length);
  return (
    <DeskProvider>
      <Bound onDesk={onDesk} />
      <Arrivals />
      <Tabs
        value={tab}
        onChange={(value) => session.ui.set({ tab: (value ?? 'comments') as Tab })}
        className={classes.tabs}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs.label')} className={classes.list}>
          <Tabs.Tab value="comments">
            {t('tabs.comments')}
            {count > 0 && <span className={classes.count}> {count}</span>}
          </Tabs.Tab>
          {recording.trajectoryId !== null && <Tabs.Tab value="goals">{t('tabs.goals')}</Tabs.Tab>}
          {call && (
            <Tabs.Tab value="talk">
              {t('tabs.talk')}
              {call.unread > 0 && <span className={classes.unread}> {call.unread}</span>}
            </Tabs.Tab>
          )}
          {recording.may.includes('read_log') && <Tabs.Tab value="log">{t('tabs.log')}</Tabs.Tab>}
          <Tabs.Tab value="details">{t('tabs.details')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="comments" className={classes.panel}>
          <CommentPanel threads={threads} />
        </Tabs.Panel>
        <Tabs.Panel value="goals" className={classes.scrolling}>
          <GoalsTab />
        </Tabs.Panel>
        <Tabs.Panel value="talk" className={classes.panel}>
          {call?.talk}
        </Tabs.Panel>
        <Tabs.Panel value="log" className={classes.scrolling}>
          <Suspense fallback={<Waiting />}>
            <AccessLog recordingId={recording.id} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="details" className={classes.scrolling}>
          <Suspense fallback={<Waiting />}>
            <RecordingDetails recording={recording} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </DeskProvider>
  );
}

/** Hands the desk to the timeline, and notes what was read. */
function Bound({ onDesk }: Pick<Props, 'onDesk'>) {
  const desk = useDesk();
  useReadMark(desk);
  useEffect(() => {
    onDesk(desk);
    return () => onDesk(null);
  }, [desk, onDesk]);
  return null;
}
