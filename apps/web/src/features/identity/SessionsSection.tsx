import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import classes from './AccountPage.module.css';
import { auth, currentSessionToken, listSessions, type OwnSession } from './auth.ts';
import { deviceName } from './device-name.ts';

const sessionsQuery = {
  queryKey: ['sessions'],
  queryFn: async () => {
    const [sessions, current] = await Promise.all([listSessions(), currentSessionToken()]);
    return sessions
      .map((session) => ({ ...session, current: session.token === current }))
      .toSorted((a, b) => Number(b.current) - Number(a.current) || b.updatedAt.localeCompare(a.updatedAt));
  },
};

/** Somebody who never signs out has dozens; the rest is a click away. */
const SHOWN = 5;

export function SessionsSection() {
  const { t, i18n } = useTranslation(['identity', 'common']);
  const [all, setAll] = useState(false);
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery);

  async function end(act: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await act();
      say(done);
    } catch (error) {
      sayProblem(error);
    }
    await queries.invalidateQueries({ queryKey: ['sessions'] });
  }

  const nameOf = (session: OwnSession): string => {
    const device = deviceName(session.userAgent);
    return device ? t('account.device', device) : t('account.unknownDevice');
  };

  if (!sessions.data && !sessions.error) return <Waiting />;
  const rows = sessions.data ?? [];
  return (
    <Section title={t('account.sessionsTitle')}>
      <Text c="dimmed">{t('account.sessionsHelp')}</Text>
      <ProblemAlert error={sessions.error} />
      <ul className={classes.sessions}>
        {rows.slice(0, all ? undefined : SHOWN).map((session) => (
          <li key={session.id} className={classes.session}>
            <div>
              <Text fw={600}>{nameOf(session)}</Text>
              <Text c="dimmed" size="sm">
                {session.current
                  ? t('account.thisDevice')
                  : t('account.lastSeen', { when: instantText(session.updatedAt, i18n.language) })}
              </Text>
            </div>
            {!session.current && (
              <Button
                variant="default"
                aria-label={t('account.endOf', { device: nameOf(session) })}
                onClick={() => void end(() => auth('revoke-session', { token: session.token }), t('account.ended'))}
              >
                {t('account.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Group>
        {rows.length > 1 && (
          <Button
            variant="default"
            onClick={() => void end(() => auth('revoke-other-sessions', {}), t('account.endedOthers'))}
          >
            {t('account.endOthers')}
          </Button>
        )}
        {rows.length > SHOWN && !all && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            {t('common:more')}
          </Button>
        )}
      </Group>
    </Section>
  );
}
