import { IconKeyboard, IconRepeat, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../ui/use-store.ts';
import { useReview } from '../review/review-context.tsx';
import { ClockButton } from './ClockButton.tsx';
import classes from './Controls.module.css';
import { RATES } from './core/player-state.ts';
import { CONTROLLER_ID } from './Player.tsx';

/** Under the picture: play, time, speed, sound, quality, picture in picture, full screen, keys. */
export function Controls({ zoom }: { zoom: (direction: 1 | -1) => void }) {
  const { session, recording } = useReview();
  const { t, i18n } = useTranslation('player');
  const rate = useStore(session.player, (state) => state.rate);
  const loop = useStore(session.player, (state) => state.loop);
  const over = useStore(session.player, (state) => state.over);
  if (over) return null;
  return (
    <div key={i18n.language} className={classes.bar} role="group" aria-label={t('controls')}>
      <media-play-button mediacontroller={CONTROLLER_ID} class={classes.button} notooltip />
      <ClockButton />
      <span className={classes.space} />
      {loop && (
        <button
          type="button"
          className={classes.chip}
          onClick={() => session.player.ask({ name: 'loop', span: null })}
          title={t('loopStop')}
        >
          <IconRepeat size={18} aria-hidden="true" />
          {t('loopOn')}
        </button>
      )}
      <label className={classes.choice}>
        <span className="visually-hidden">{t('speed')}</span>
        <select
          value={String(rate)}
          onChange={(event) => session.player.ask({ name: 'rate', rate: Number(event.currentTarget.value) })}
        >
          {RATES.map((choice) => (
            <option key={choice} value={String(choice)}>
              {t('times', { rate: choice })}
            </option>
          ))}
        </select>
      </label>
      {recording.hasPicture && <QualityChoice />}
      {recording.hasSound && (
        <span className={classes.sound}>
          <media-mute-button mediacontroller={CONTROLLER_ID} class={classes.button} notooltip />
          <media-volume-range mediacontroller={CONTROLLER_ID} class={classes.volume} />
        </span>
      )}
      {recording.hasPicture && (
        <media-pip-button mediacontroller={CONTROLLER_ID} class={`${classes.button} ${classes.wide}`} notooltip />
      )}
      <media-fullscreen-button mediacontroller={CONTROLLER_ID} class={classes.button} notooltip />
      <Act label={t('zoomOut')} onPress={() => zoom(-1)}>
        <IconZoomOut size={22} aria-hidden="true" />
      </Act>
      <Act label={t('zoomIn')} onPress={() => zoom(1)}>
        <IconZoomIn size={22} aria-hidden="true" />
      </Act>
      <Act label={t('keys')} onPress={() => session.ui.set({ dialog: 'keys' })}>
        <IconKeyboard size={22} aria-hidden="true" />
      </Act>
    </div>
  );
}

function Act({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={`${classes.plain} ${classes.wide}`}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

function QualityChoice() {
  const { session } = useReview();
  const { t } = useTranslation('player');
  const qualities = useStore(session.player, (state) => state.qualities);
  const quality = useStore(session.player, (state) => state.quality);
  const shown = useStore(session.player, (state) => state.shownQuality);
  if (qualities.length === 0) return null;
  return (
    <label className={classes.choice}>
      <span className="visually-hidden">{t('quality')}</span>
      <select
        value={quality ?? ''}
        onChange={(event) => session.player.ask({ name: 'quality', quality: event.currentTarget.value || null })}
      >
        <option value="">{shown ? t('autoQuality', { quality: shown }) : t('auto')}</option>
        {qualities.map(({ name }) => (
          <option key={name} value={name}>
            {t('lines', { quality: name })}
          </option>
        ))}
      </select>
    </label>
  );
}
