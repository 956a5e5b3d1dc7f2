import { Button, Group, List, Stack, Text } from '@mantine/core';
import { notificationRoutes } from '@lesblik/shared/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { speak } from '../../i18n/i18n.ts';
import { EmptyPage } from '../../ui/EmptyPage.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useLink } from '../identity/use-link.ts';

/** Opened from a mail, by somebody who need not be signed in. Opening it stops nothing: programs open links too. */
export function UnsubscribePage() {
  const { token } = useParams<{ token: string }>();
  const { t } = useTranslation('notifications');
  const link = useLink('unsubscribe', token, () => call(notificationRoutes.unsubscribeKinds, { params: { token } }));
  const language = link.data?.language;
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);
  if (link.dead) {
    const action = <LinkButton to={paths.notificationSettings}>{t('toSettings')}</LinkButton>;
    return <EmptyPage picture="lost" title={t('stop.deadTitle')} text={t('stop.dead')} action={action} />;
  }
  if (link.error) return <ProblemAlert error={link.error} />;
  if (!link.data) return <Waiting />;
  const { kinds } = link.data;
  return <Stop token={token} names={kinds.map(({ kind }) => t(`kinds.${kind}`))} come={kinds.some(comes)} />;
}

const comes = ({ mail }: { mail: string }): boolean => mail !== 'never';

function Stop({ token, names, come }: { token: string; names: readonly string[]; come: boolean }) {
  const { t } = useTranslation('notifications');
  const [comesNow, setComesNow] = useState(come);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const change = async (to: boolean): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const route = to ? notificationRoutes.subscribeAgain : notificationRoutes.unsubscribe;
      await call(route, { params: { token } });
      setComesNow(to);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack>
      <PageTitle title={t('stop.title')} />
      <Text role="status">{t(comesNow ? 'stop.ask' : 'stop.done')}</Text>
      <List>
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
      <ProblemAlert error={problem} />
      <Group>
        <Button variant={comesNow ? 'filled' : 'default'} loading={busy} onClick={() => void change(!comesNow)}>
          {t(comesNow ? 'stop.do' : 'stop.undo')}
        </Button>
      </Group>
      <Text c="dimmed">{t('stop.inApp')}</Text>
    </Stack>
  );
}
