import { Button, Group, Stack, Text } from '@mantine/core';
import { identityRoutes } from '@lesblik/shared/identity';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { instantText } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say, sayProblem } from '../../ui/toasts.ts';
import { EmailChangeDialog } from './EmailChangeDialog.tsx';
import { useMe } from './me.ts';

const queryKey = ['email-change'];

/** The address that one signs in with, and the one that waits to take its place. */
export function EmailSection() {
  const { t, i18n } = useTranslation('identity');
  const me = useMe();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const change = useQuery({ queryKey, queryFn: () => call(identityRoutes.emailChange, {}) });
  const readAgain = () => queries.invalidateQueries({ queryKey });
  const pending = change.data?.pending ?? null;
  const withdraw = async () => {
    await call(identityRoutes.withdrawEmailChange, {});
    await readAgain();
    say(t('emailChange.withdrawn', { email: me.email }));
  };
  return (
    <Section title={t('email')}>
      <Stack align="flex-start">
        <Text>{t('emailChange.now', { email: me.email })}</Text>
        {change.error && <ProblemAlert error={change.error} />}
        {pending !== null && (
          <div role="status">
            <Text fw={600}>{t('emailChange.waitsTitle')}</Text>
            <Text>
              {t('emailChange.waits', {
                email: pending.email,
                until: instantText(pending.expiresAt, i18n.language),
              })}
            </Text>
          </div>
        )}
        <Group>
          {pending !== null && (
            <Button variant="default" onClick={() => void withdraw().catch(sayProblem)}>
              {t('emailChange.withdraw')}
            </Button>
          )}
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('emailChange.ask')}
          </Button>
        </Group>
      </Stack>
      <EmailChangeDialog
        opened={asked}
        onClose={() => setAsked(false)}
        onAsked={async () => {
          setAsked(false);
          await readAgain();
        }}
      />
    </Section>
  );
}
