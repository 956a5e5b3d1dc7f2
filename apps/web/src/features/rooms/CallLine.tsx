import { useTranslation } from 'react-i18next';
import { ReloadButton } from '../../ui/ReloadButton.tsx';
import { useStore } from '../../ui/use-store.ts';
import { useCall, useCallState } from './call-context.tsx';
import classes from './CallLine.module.css';
import { namesIn } from './names.ts';
import { Steering, SteerRequests } from './Steering.tsx';
import { TakeLine } from './TakeLine.tsx';
import { TakeMatters } from './TakeMatters.tsx';

/** One line under the header: who steers, who knocks, who is waited for, whether it is recorded, and what is the matter. */
export function CallLine() {
  return (
    <div className={classes.lines} data-place>
      <div className={classes.line}>
        <Steering />
        <TakeLine />
      </div>
      <SteerRequests />
      <Knocking />
      <Matters />
    </div>
  );
}

function Knocking() {
  const { call } = useCall();
  const { t } = useTranslation('rooms');
  const waiting = useCallState((state) => state.room?.waiting ?? NOBODY);
  return waiting.map(({ person }) => (
    <div key={person.id} className={`${classes.line} ${classes.strong}`}>
      <strong className={classes.who}>{t('host.waits', { name: person.name })}</strong>
      <button
        type="button"
        className={classes.press}
        onClick={() => call.act('room:admit', { personId: person.id, admit: true })}
      >
        {t('host.admit')}
      </button>
      <button
        type="button"
        className={classes.act}
        onClick={() => call.act('room:admit', { personId: person.id, admit: false })}
      >
        {t('host.notNow')}
      </button>
    </div>
  ));
}

const NOBODY: never[] = [];

/** What is the matter with the line, the sound or the lesson, each with its way out. */
function Matters() {
  const { call, me } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const line = useCallState((state) => state.line);
  const waitingFor = useCallState((state) => state.room?.waitingFor ?? NOBODY);
  const connection = useStore(call.media.pair.state, (now) => now);
  const resting = useStore(call.own, (state) => state.resting);
  const voiceHere = useStore(call.own, (state) => state.voiceHere);
  const silent = useStore(call.speakers.blocked, (now) => now);
  const blocked = useStore(call.blocked, (now) => now);
  const trouble = useStore(call.local, (state) => state.trouble);
  const cameraOn = useStore(call.own, (state) => state.cameraOn);
  const names = namesIn(waitingFor, { meId: me.id, me: t('take.ofMe'), language: i18n.language });
  return (
    <div role="status">
      {line !== 'open' && (
        <p className={`${classes.line} ${classes.weak}`}>
          {t(`line.${line}`)}
          {line === 'outdated' && <ReloadButton>{t('line.reload')}</ReloadButton>}
        </p>
      )}
      {line === 'open' && (connection === 'mending' || connection === 'failed') && (
        <p className={`${classes.line} ${classes.weak}`}>{t(`line.${connection}`)}</p>
      )}
      {resting && <p className={`${classes.line} ${classes.weak}`}>{t('line.resting')}</p>}
      {voiceHere && trouble.microphone && (
        <p className={`${classes.line} ${classes.weak}`}>{t(`trouble.microphone.${trouble.microphone}`)}</p>
      )}
      {cameraOn && trouble.camera && (
        <p className={`${classes.line} ${classes.weak}`}>{t(`trouble.camera.${trouble.camera}`)}</p>
      )}
      {!voiceHere && (
        <p className={`${classes.line} ${classes.weak}`}>
          {t('line.elsewhere')}
          <button type="button" className={classes.press} onClick={() => call.act('room:voice', {})}>
            {t('line.moveHere')}
          </button>
        </p>
      )}
      {silent && (
        <p className={`${classes.line} ${classes.weak}`}>
          {t('line.silent')}
          <button type="button" className={classes.press} onClick={() => call.allowSound()}>
            {t('line.allow')}
          </button>
        </p>
      )}
      {waitingFor.length > 0 && (
        <p className={classes.line} data-testid="waiting-for">
          {t('line.waitingFor', { names })}
        </p>
      )}
      {blocked && <p className={`${classes.line} ${classes.weak}`}>{t('line.blocked')}</p>}
      <TakeMatters />
    </div>
  );
}
