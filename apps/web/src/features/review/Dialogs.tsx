import { Button, Kbd, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toggle } from '../../ui/form/Toggle.tsx';
import { useStore } from '../../ui/use-store.ts';
import { formatExact, parseTime } from '../player/core/timecode.ts';
import classes from './Dialogs.module.css';
import { keyActs, keyCaps } from './keys.ts';
import { useReview } from './review-context.tsx';
import { setSingleKeys, singleKeys } from './use-keys.ts';

/** What opens over the page: all keys, or a time to go to. */
export function Dialogs() {
  const { session } = useReview();
  const { t } = useTranslation('review');
  const dialog = useStore(session.ui, (state) => state.dialog);
  const close = (): void => session.ui.set({ dialog: null });
  const wide = dialog === 'keys';
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      size={wide ? 'lg' : 'sm'}
      title={dialog && t(wide ? 'keys.title' : 'goto.title')}
      closeButtonProps={{ 'aria-label': t('goto.close') }}
    >
      {dialog === 'keys' && <Keys />}
      {dialog === 'goto' && <GoTo onDone={close} />}
    </Modal>
  );
}

function Keys() {
  const { call } = useReview();
  const { t } = useTranslation('review');
  const on = useStore(singleKeys, (value) => value);
  return (
    <>
      <p className={classes.hint}>{t('keys.hint')}</p>
      <dl className={classes.keys}>
        {keyActs.map((act) => (
          <div key={act} className={classes.key}>
            <dt>
              {keyCaps[act].map((cap) =>
                cap === '…' ? ' … ' : <Kbd key={cap}>{cap === 'Space' ? t('keys.space') : cap}</Kbd>,
              )}
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
        {call?.keys.map(({ caps, words }) => (
          <div key={words} className={classes.key}>
            <dt>
              {caps.map((cap) => (
                <Kbd key={cap}>{cap === 'Space' ? t('keys.space') : cap}</Kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Toggle checked={on} onChange={setSingleKeys} label={t('keys.on')} />
    </>
  );
}

function GoTo({ onDone }: { onDone: () => void }) {
  const { session, recording } = useReview();
  const { t } = useTranslation('review');
  const { fromMs, durationMs, atMs } = session.player.getState();
  const [typed, setTyped] = useState(formatExact(atMs));
  const [tried, setTried] = useState(false);
  const time = parseTime(typed, recording.frameRate);
  const wrong = time === undefined || time > durationMs || time < fromMs;
  return (
    <form
      className={classes.goto}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong) return;
        session.player.ask({ name: 'seek', atMs: time });
        onDone();
      }}
    >
      <TextInput
        label={t('goto.label')}
        description={t('goto.help')}
        error={tried && wrong && t('goto.wrong')}
        value={typed}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit">{t('goto.go')}</Button>
    </form>
  );
}
