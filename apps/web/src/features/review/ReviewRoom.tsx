import { MantineThemeProvider, Portal } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { Toasts } from '../../ui/Toasts.tsx';
import { useStore } from '../../ui/use-store.ts';
import { filtered } from '../comments/core/filter.ts';
import { Controls } from '../player/Controls.tsx';
import { Player, useMediaRequests } from '../player/Player.tsx';
import { PlayerAnnouncer } from '../player/PlayerAnnouncer.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import { LineBanner } from './LineBanner.tsx';
import { RangeBar } from './RangeBar.tsx';
import { useReview } from './review-context.tsx';
import { ReviewHeader } from './ReviewHeader.tsx';
import classes from './ReviewRoom.module.css';
import { useHere } from './use-here.ts';
import { useFullscreen } from './use-fullscreen.ts';
import { useKeys } from './use-keys.ts';
import { useLive } from './use-live.ts';
import { useTimelineView } from './use-timeline-view.ts';

const SidePanel = lazy(async () => ({ default: (await import('./SidePanel.tsx')).SidePanel }));
const Dialogs = lazy(async () => ({ default: (await import('./Dialogs.tsx')).Dialogs }));

const RecordingStatus = lazy(async () => ({
  default: (await import('../recordings/RecordingStatus.tsx')).RecordingStatus,
}));
const ShareDialog = lazy(async () => ({ default: (await import('../grants/ShareDialog.tsx')).ShareDialog }));

const ROOT_ID = 'review';
const LAYER_ID = 'review-layer';

/** Menus and dialogs open inside the review page, so that they are seen in full screen too. */
const inHere = { components: { Portal: Portal.extend({ defaultProps: { target: `#${LAYER_ID}` } }) } };

/** The first frame goes before everything else; after this long the rest no longer waits for it. */
const FRAME_FIRST_MS = 1500;

function useRestLater(): boolean {
  const { session } = useReview();
  const started = useStore(session.player, (state) => state.started || state.problem !== null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), FRAME_FIRST_MS);
    return () => clearTimeout(timer);
  }, []);
  return started || late;
}

/** In a call all are at the one playhead. */
const TOGETHER: readonly never[] = [];

/** Picture left, conversation right, one timeline under both; on a phone one below the other. */
export function ReviewRoom() {
  const { session, recording, call } = useReview();
  const { t } = useTranslation('review');
  const root = useRef<HTMLDivElement>(null);
  const [address] = useSearchParams();
  const [startMs] = useState(() => session.startMs(address));
  const rest = useRestLater();
  const threads = useStore(session.feed, ({ book }) => book.threads);
  const filter = useStore(session.ui, (state) => state.filter);
  const dialog = useStore(session.ui, (state) => state.dialog);
  const shown = useMemo(() => filtered(threads, filter), [threads, filter]);
  const viewers = useLive(rest);
  const timeline = useTimelineView();
  const here = useHere();
  const full = useFullscreen(root);
  useEffect(() => {
    // Its elements come to life where they stand; the keyboard does not need them.
    if (rest) void import('../player/media-chrome.ts');
  }, [rest]);
  useMediaRequests(root);
  useKeys({ ...full, zoom: timeline.zoom });

  return (
    <MantineThemeProvider theme={inHere} inherit>
      <div ref={root} id={ROOT_ID} className={classes.room}>
        <ReviewHeader viewers={viewers} />
        <LineBanner />
        {call && <div className={classes.line}>{call.line}</div>}
        {recording.state !== 'ready' && !call && (
          <Suspense>
            <div className={classes.inWork}>
              <RecordingStatus recording={recording} />
            </div>
          </Suspense>
        )}
        <main className={classes.body} data-call={call?.large}>
          <div className={classes.stage} id="lesson-stage" tabIndex={call ? -1 : undefined}>
            <Player startMs={startMs} fullscreenId={ROOT_ID} />
            <Controls zoom={timeline.zoom} />
          </div>
          <div className={classes.time}>
            <RangeBar />
            <Timeline
              ready={rest}
              threads={shown}
              viewers={call ? TOGETHER : viewers}
              viewRef={timeline.ref}
              onMoved={timeline.moved}
            />
          </div>
          {call && <div className={classes.faces}>{call.faces}</div>}
          <aside id="review-side" className={classes.side} tabIndex={-1} aria-label={t('tabs.label')}>
            {rest && (
              <Suspense>
                <SidePanel threads={shown} onDesk={timeline.setDesk} />
              </Suspense>
            )}
          </aside>
        </main>
        <PlayerAnnouncer />
        <Suspense>
          {(dialog === 'keys' || dialog === 'goto') && <Dialogs />}
          {dialog === 'share' && (
            <ShareDialog recording={recording} here={here} opened onClose={() => session.ui.set({ dialog: null })} />
          )}
        </Suspense>
        <div id={LAYER_ID} />
        {full.on && <Toasts />}
      </div>
    </MantineThemeProvider>
  );
}
