import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { formatExact } from '../player/core/timecode.ts';
import type { PlayerStore } from '../player/core/player-store.ts';
import classes from './Hide.module.css';

/** Play, go somewhere, a frame on: all that one needs to find a moment. */
export function Transport({ player, durationMs }: { player: PlayerStore; durationMs: number }) {
  const { t } = useTranslation('hiding');
  const paused = useStore(player, (state) => state.paused);
  const atMs = useStore(player, (state) => state.atMs);
  return (
    <div className={classes.transport}>
      <input
        type="range"
        className={classes.seek}
        aria-label={t('place')}
        aria-valuetext={formatExact(atMs, durationMs)}
        min={0}
        max={durationMs}
        step={100}
        value={atMs}
        onChange={(event) => player.ask({ name: 'seek', atMs: Number(event.currentTarget.value) })}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => player.ask({ name: paused ? 'play' : 'pause' })}>
          {t(paused ? 'play' : 'pause')}
        </Button>
        <Button variant="default" onClick={() => player.ask({ name: 'step', frames: -1 })}>
          {t('frameBack')}
        </Button>
        <Button variant="default" onClick={() => player.ask({ name: 'step', frames: 1 })}>
          {t('frameOn')}
        </Button>
        <span className={classes.time}>{formatExact(atMs, durationMs)}</span>
      </Group>
    </div>
  );
}
