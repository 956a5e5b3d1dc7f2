import { Anchor, Button, PasswordInput, Stack } from '@mantine/core';
import { Password } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { z } from 'zod';
import { paths } from '../../app/paths.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { auth } from './auth.ts';
import { authSentence } from './auth-sentence.ts';

const NewPassword = z.object({ newPassword: Password });

export function ResetPasswordPage() {
  const { t } = useTranslation('identity');
  const { token } = useParams<{ token: string }>();
  const [, go] = useLocation();
  const form = useForm({
    schema: NewPassword,
    async submit({ newPassword }) {
      await auth('reset-password', { newPassword, token });
      say(t('reset.done'));
      go(paths.signIn(), { replace: true });
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('reset.title')} />
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <PasswordInput
          name="newPassword"
          autoComplete="new-password"
          label={t('newPassword')}
          description={t('passwordHint')}
          error={form.error('newPassword')}
        />
        <Button type="submit" loading={form.busy}>
          {t('reset.do')}
        </Button>
        {form.problem !== undefined && (
          <Anchor component={Link} href={paths.forgotPassword}>
            {t('reset.again')}
          </Anchor>
        )}
      </Stack>
    </form>
  );
}
