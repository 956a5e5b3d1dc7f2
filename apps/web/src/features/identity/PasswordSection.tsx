import { Button, Group, Stack } from '@mantine/core';
import { Password } from '@lesblik/shared/identity';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { say } from '../../ui/toasts.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { PasswordField } from './PasswordField.tsx';
import { auth } from './auth.ts';
import { authSentence } from './auth-sentence.ts';
import { useMe } from './me.ts';

const Change = z.object({ currentPassword: z.string().min(1), newPassword: Password });

export function PasswordSection() {
  const { t } = useTranslation('identity');
  const me = useMe();
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const form = useForm({
    schema: Change,
    async submit(change) {
      await auth('change-password', { ...change, revokeOtherSessions: true });
      await queries.invalidateQueries({ queryKey: ['sessions'] });
      setRound(round + 1);
      say(t('account.passwordChanged'));
    },
  });
  return (
    <Section title={t('account.passwordTitle')}>
      <form onSubmit={form.onSubmit} noValidate key={round}>
        <Stack>
          <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
          <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
          <PasswordField
            name="currentPassword"
            label={t('account.currentPassword')}
            autoComplete="current-password"
            error={form.error('currentPassword')}
          />
          <PasswordField
            name="newPassword"
            label={t('newPassword')}
            description={t('passwordHint')}
            autoComplete="new-password"
            error={form.error('newPassword')}
          />
          <Group>
            <Button type="submit" variant="default" loading={form.busy}>
              {t('account.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
