import { boxAt } from '@lesblik/shared/hidden-area';
import type { Box, HiddenArea, Hiding } from '@lesblik/shared/hiding';
import type { Recording } from '@lesblik/shared/recordings';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { say } from '../../ui/toasts.ts';
import { useStore } from '../../ui/use-store.ts';
import { PlayerStore } from '../player/core/player-store.ts';
import { VideoOwner } from '../player/core/video-owner.ts';
import { AreaLayer, type Tool } from './AreaLayer.tsx';
import { AreaSection } from './AreaSection.tsx';
import { DrawBar } from './DrawBar.tsx';
import classes from './Hide.module.css';
import { changed, newArea, placed } from './marks.ts';
import { ResultSection } from './ResultSection.tsx';
import { SoundSection } from './SoundSection.tsx';
import { Transport } from './Transport.tsx';
import { useList } from './use-list.ts';

/** As the contract has it. */
const MOST = 20;
const MIDDLE = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

interface Props {
  recording: Recording;
  hiding: Hiding;
}

/** The lesson, with the areas over it as they lie at this moment; below it the lists, and what is made of them. */
export function HideEditor({ recording, hiding }: Props) {
  const { t } = useTranslation('hiding');
  const { id, hasPicture, frameRate, gainDb } = recording;
  const durationMs = recording.durationMs ?? 0;
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [player] = useState(() => new PlayerStore());
  const atMs = useStore(player, (state) => state.atMs);
  const { list, change, saved } = useList(id, hiding.list);
  const [chosen, setChosen] = useState<number | null>(null);
  const [tool, setTool] = useState<Tool>(null);

  useEffect(() => {
    if (!video) return undefined;
    const film = { frameRate, gainDb, durationMs, fromMs: 0, startMs: Promise.resolve(0) };
    const masterUrl = `/api/recordings/${id}/hls/master.m3u8`;
    return player.own((tell, state) => new VideoOwner(video, { ...film, masterUrl }, tell, state));
  }, [video, player, id, frameRate, gainDb, durationMs]);

  const add = (shape: HiddenArea['shape'], box: Box): void => {
    player.ask({ name: 'pause' });
    setChosen(list.areas.length);
    change({ ...list, areas: [...list.areas, newArea(shape, box, player.nowMs(), durationMs)] });
  };
  const remove = (n: number): void => {
    const before = list;
    setChosen(null);
    change({ ...list, areas: list.areas.filter((_, i) => i !== n) });
    say(t('area.removed', { number: n + 1 }), () => change(before));
  };
  return (
    <>
      <div className={classes.stage}>
        {hasPicture && (
          <DrawBar tool={tool} setTool={setTool} full={list.areas.length >= MOST} put={(shape) => add(shape, MIDDLE)} />
        )}
        <div
          className={classes.picture}
          style={{ aspectRatio: `${recording.width ?? 16} / ${recording.height ?? 9}` }}
          data-sound-only={!hasPicture}
        >
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions come with the transcript */}
          <video ref={setVideo} playsInline preload="auto" aria-label={t('player')} className={classes.video} />
          {hasPicture && (
            <AreaLayer
              areas={list.areas.map((area) => ({ shape: area.shape, box: boxAt(area, atMs) }))}
              chosen={chosen}
              tool={tool}
              onChoose={setChosen}
              onDraw={(shape, box) => {
                setTool(null);
                add(shape, box);
              }}
              onPlace={(n, box, done) => {
                const area = list.areas[n];
                player.ask({ name: 'pause' });
                if (area) change(changed(list, n, placed(area, player.nowMs(), box)), done);
              }}
            />
          )}
        </div>
        <Transport player={player} durationMs={durationMs} />
      </div>
      {hasPicture && (
        <AreaSection
          {...{ list, chosen, atMs, durationMs, remove, change }}
          choose={setChosen}
          goTo={(ms) => player.ask({ name: 'seek', atMs: ms })}
        />
      )}
      {recording.hasSound && <SoundSection {...{ list, atMs, durationMs, frameRate, change }} />}
      <ResultSection recording={recording} hiding={hiding} list={list} saved={saved} />
    </>
  );
}
