import { useEffect, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { KindIcon } from '../../ui/KindIcon.tsx';
import type { Thread } from '../comments/core/comment-book.ts';
import { formatTime } from '../player/core/timecode.ts';
import { useReview } from '../review/review-context.tsx';
import { type Thumbnail, thumbnailAt } from './core/thumbnails.ts';
import type { Hovered } from './Timeline.tsx';
import classes from './Timeline.module.css';
import { useThumbnails } from './use-waveform.ts';

interface Props {
  hovered: Hovered;
  durationMs: number;
  threads: readonly Thread[];
}

/** The picture at the pointer, and what was said there. */
export function HoverPreview({ hovered, durationMs, threads }: Props) {
  const { recording } = useReview();
  const { t } = useTranslation('review');
  const thumbnail = thumbnailAt(useThumbnails(recording, true), hovered.ms);
  const { hit } = hovered;
  const marks = hit === null ? [] : hit.what === 'marker' ? hit.marker.marks : [hit.bar.mark];
  const [only] = marks;
  const comment = marks.length === 1 ? threads.find((thread) => thread.comment.id === only?.id)?.comment : undefined;
  return (
    <div className={classes.preview} style={{ '--x': `${hovered.x}px` } as CSSProperties} aria-hidden="true">
      {thumbnail && <Piece thumbnail={thumbnail} />}
      <span className={classes.time}>{formatTime(hovered.ms, durationMs)}</span>
      {comment && (
        <span className={classes.said}>
          <KindIcon kind={comment.private ? 'private' : comment.kind} size={14} />
          <span className={classes.words}>{comment.text}</span>
        </span>
      )}
      {marks.length > 1 && <span className={classes.said}>{t('timeline.together', { count: marks.length })}</span>}
    </div>
  );
}

/** Part of a sheet, shown at 160 px wide whatever the sheet's pieces measure. */
function Piece({ thumbnail }: { thumbnail: Thumbnail }) {
  const sheet = useSheetSize(thumbnail.url);
  const factor = Math.min(160 / thumbnail.width, 120 / thumbnail.height);
  return (
    <span
      className={classes.thumbnail}
      style={{
        width: thumbnail.width * factor,
        height: thumbnail.height * factor,
        backgroundImage: `url("${thumbnail.url}")`,
        backgroundPosition: `${-thumbnail.x * factor}px ${-thumbnail.y * factor}px`,
        ...(sheet && { backgroundSize: `${sheet.width * factor}px ${sheet.height * factor}px` }),
      }}
    />
  );
}

const sizes = new Map<string, { width: number; height: number }>();

function useSheetSize(url: string): { width: number; height: number } | undefined {
  const [, setKnown] = useState('');
  useEffect(() => {
    if (sizes.has(url)) return;
    const image = new Image();
    image.addEventListener('load', () => {
      sizes.set(url, { width: image.naturalWidth, height: image.naturalHeight });
      setKnown(url);
    });
    image.src = url;
  }, [url]);
  return sizes.get(url);
}
