import { Anchor, Button, Stack } from '@mantine/core';
import { identityRoutes, Password } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'wouter';
import { z } from 'zod';
import { call } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PasswordField } from './PasswordField.tsx';
import { auth } from './auth.ts';
import { authSentence } from './auth-sentence.ts';
import { DeadLink } from './DeadLink.tsx';
import { useLink } from './use-link.ts';

const NewPassword = z.object({ newPassword: Password });

export function ResetPasswordPage() {
  const { token } = useParams<{ token: string }>();
  const link = useLink('reset', token, async () => {
    await call(identityRoutes.resetLink, { params: { token } });
    return true;
  });
  if (link.dead) return <DeadLink of="reset" />;
  if (link.error) return <ProblemAlert error={link.error} text={authSentence(link.error)} />;
  return link.data ? <Reset token={token} /> : <Waiting />;
}

function Reset({ token }: { token: string }) {
  const { t } = useTranslation('identity');
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
        <PasswordField
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
