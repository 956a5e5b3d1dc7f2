import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import type { Thread } from '../comments/core/comment-book.ts';
import { formatExact, formatTime } from '../player/core/timecode.ts';
import { goToComment } from '../review/acts.ts';
import { useReview } from '../review/review-context.tsx';
import { listenToGestures, type TimelineActs } from './core/gestures.ts';
import type { Hit } from './core/hit.ts';
import type { Mark } from './core/layout.ts';
import { palettes } from './core/palette.ts';
import { type TimelineInput, TimelineView } from './core/timeline-view.ts';
import { HoverPreview } from './HoverPreview.tsx';
import classes from './Timeline.module.css';
import { TimelineSlider } from './TimelineSlider.tsx';
import { useWaveform } from './use-waveform.ts';
import type { ShownViewer } from './viewers.ts';

const FONT = "'Atkinson Hyperlegible Next', system-ui, sans-serif";

interface Props {
  /** The picture came first: now the sound wave may be fetched. */
  ready: boolean;
  threads: readonly Thread[];
  viewers: readonly ShownViewer[];
  /** For the keys of the page. */
  viewRef: RefObject<TimelineView | null>;
  /** Saves the new ends of an own range. */
  onMoved: (id: string, moment: { startMs: number; endMs: number }) => void;
}

export interface Hovered {
  x: number;
  ms: number;
  hit: Hit | null;
}

/** Sound, comments and people in time. Its accessible twin is the list; the slider moves the playhead by keyboard. */
export function Timeline({ ready, threads, viewers, viewRef, onMoved }: Props) {
  const { session, recording, me } = useReview();
  const { t } = useTranslation('review');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const [moving, setMoving] = useState<{ id: string; startMs: number; endMs: number } | null>(null);
  const compact = useMediaQuery('(pointer: coarse), (max-width: 48em)', false) ?? false;
  const scheme = useComputedColorScheme('dark');
  const waveform = useWaveform(recording, ready);
  const endMs = recording.shown?.endMs ?? recording.durationMs ?? 0;
  const durationMs = useStore(session.player, (state) => state.durationMs) || endMs;
  const startMs = recording.shown?.startMs ?? 0;
  const buffered = useStore(session.player, (state) => state.buffered);
  const loop = useStore(session.player, (state) => state.loop);
  const over = useStore(session.player, (state) => state.over);
  const selectedId = useStore(session.ui, (state) => state.selectedId);
  const range = useStore(session.ui, (state) => state.range);
  const sides = useStore(session.ui, (state) => state.sides);

  const marks = useMemo(
    () =>
      threads.map(({ comment }): Mark => {
        const { startMs, endMs } = moving?.id === comment.id ? moving : comment.moment;
        return {
          id: comment.id,
          startMs,
          endMs,
          kind: comment.kind,
          private: comment.private,
          done: comment.doneAt !== null,
          side: sides?.get(comment.id),
        };
      }),
    [threads, moving, sides],
  );

  const input: TimelineInput = {
    durationMs,
    startMs,
    marks: over ? NO_MARKS : marks,
    waveform: over ? null : waveform,
    palette: palettes[scheme],
    compact,
    selectedId,
    selection: range ?? loop,
    buffered,
    viewers,
    font: FONT,
    label: (ms, stepMs) => (stepMs < 1000 ? formatExact(ms, durationMs).slice(0, -2) : formatTime(ms, durationMs)),
  };
  const latest = useRef(input);

  const acts: TimelineActs = {
    scrub: (atMs) => session.player.ask({ name: 'seek', atMs }),
    choose: (chosen) => {
      const ids = chosen.map(({ id }) => id);
      const at = ids.indexOf(session.ui.getState().selectedId ?? '');
      const next = threads.find(({ comment }) => comment.id === ids[(at + 1) % ids.length]);
      if (next) goToComment(session, next);
    },
    hover: setHovered,
    mayChange: ({ id }) =>
      recording.may.includes('comment') && session.feed.getState().book.byId.get(id)?.author.id === me.id,
    drag: ({ id }, moment, done) => {
      setMoving(done ? null : { id, ...moment });
      session.ui.set({ selectedId: id });
      if (done) onMoved(id, moment);
    },
  };
  const latestActs = useRef(acts);
  useEffect(() => {
    latest.current = input;
    latestActs.current = acts;
    viewRef.current?.set(input);
  });

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const view = new TimelineView(element, latest.current, () => session.player.nowMs());
    viewRef.current = view;
    const stop = listenToGestures(element, view, {
      scrub: (...given) => latestActs.current.scrub(...given),
      choose: (...given) => latestActs.current.choose(...given),
      hover: (...given) => latestActs.current.hover(...given),
      mayChange: (...given) => latestActs.current.mayChange(...given),
      drag: (...given) => latestActs.current.drag(...given),
    });
    return () => {
      stop();
      view.destroy();
      viewRef.current = null;
    };
  }, [session, viewRef]);

  return (
    <section className={classes.timeline} aria-label={t('timeline.label')}>
      <canvas ref={canvas} className={classes.canvas} aria-hidden="true" />
      <TimelineSlider startMs={startMs} durationMs={durationMs} />
      {hovered && !over && <HoverPreview hovered={hovered} durationMs={durationMs} threads={threads} />}
    </section>
  );
}

const NO_MARKS: readonly Mark[] = [];
