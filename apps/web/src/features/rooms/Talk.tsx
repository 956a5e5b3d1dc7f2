import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useCall, useCallState } from './call-context.tsx';
import classes from './Talk.module.css';

export const TALK_FIELD = 'call-talk';

/** The call's written messages, kept with it. */
export function Talk() {
  const { call, ui, me } = useCall();
  const { t, i18n } = useTranslation('rooms');
  const messages = useCallState((state) => state.messages);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    ui.change({ read: messages.filter(({ author }) => author.id !== me.id).length });
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [messages, me.id, ui]);

  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === '' || busy) return;
    setBusy(true);
    try {
      await call.say(words);
      setText('');
      setProblem(undefined);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes.talk}>
      {messages.length === 0 ? (
        <p className={classes.none}>{t('talk.none')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
        <ol className={classes.messages} aria-label={t('talk.label')} tabIndex={0}>
          {messages.map((message) => (
            <li key={message.id} ref={message === messages.at(-1) ? end : undefined} className={classes.message}>
              <p className={classes.about}>
                <strong>{message.author.id === me.id ? t('face.me') : message.author.name}</strong>{' '}
                {instantText(message.sentAt, i18n.language).split(', ').at(-1)}
              </p>
              <p className={classes.text}>{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      <form
        className={classes.write}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <ProblemAlert error={problem} />
        <Textarea
          id={TALK_FIELD}
          aria-label={t('talk.write')}
          placeholder={t('talk.write')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <Button type="submit" loading={busy}>
          {t('talk.send')}
        </Button>
      </form>
    </div>
  );
}
