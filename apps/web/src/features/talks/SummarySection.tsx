import { Button, Group } from '@mantine/core';
import { SUMMARY } from '@lesblik/shared/agendas';
import { type TalkPage, talkRoutes } from '@lesblik/shared/talks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { useStore } from '../../ui/use-store.ts';
import { useMe } from '../identity/me.ts';
import { AgendaField } from './AgendaField.tsx';
import type { TalkLine } from './core/talk-line.ts';
import { readTalksAgain, talkQuery } from './queries.ts';
import classes from './Talks.module.css';
import { isClosed } from './talk-words.ts';

/** What both take along; when both agree, the talk is held. */
export function SummarySection({ talk, line }: { talk: TalkPage; line: TalkLine }) {
  const { t, i18n } = useTranslation('talks');
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const saved = useStore(line, (state) => state.saved && state.line === 'open');
  const closed = isClosed(talk);
  const mine = talk.confirmations.some(({ person, current }) => person.id === me.id && current);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const summary = line.text('shared', SUMMARY).toString();
      const now = await call(talkRoutes.confirm, { params: { talkId: talk.id }, body: { summary } });
      queryClient.setQueryData(talkQuery(talk.id).queryKey, now);
      await readTalksAgain();
      say(t(now.state === 'held' ? 'summary.done' : 'summary.confirmed'));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('summary.title')}>
      <p className={classes.hint}>{t('summary.hint')}</p>
      <AgendaField line={line} text="shared" field={SUMMARY} label={t('summary.field')} readOnly={closed} />
      <div role="status">
        {talk.confirmations.map(({ person, at, current }) => (
          <p key={person.id} className={classes.said}>
            {current
              ? t('summary.by', { name: person.name, when: instantText(at, i18n.language) })
              : t('summary.changed', { name: person.name })}
          </p>
        ))}
      </div>
      <ProblemAlert error={problem} />
      {!closed && !mine && (
        <Group mt="md">
          <Button
            variant={talk.state === 'proposed' ? 'default' : 'filled'}
            loading={busy}
            disabled={!saved}
            onClick={() => void confirm()}
          >
            {t('summary.confirm')}
          </Button>
          {!saved && <span className={classes.about}>{t('summary.wait')}</span>}
        </Group>
      )}
    </Section>
  );
}
