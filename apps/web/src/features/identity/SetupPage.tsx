import { Button, Stack, Text, TextInput } from '@mantine/core';
import { identityRoutes } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { call } from '../../api/call.ts';
import { asLanguage } from '../../ui/format.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { PasswordField } from './PasswordField.tsx';
import { authSentence } from './auth-sentence.ts';
import { DeadLink } from './DeadLink.tsx';
import { enterWith } from './enter.ts';
import { useLink } from './use-link.ts';

/** Behind the one-time link that the server printed: the school and its first administrator. */
export function SetupPage() {
  const { t, i18n } = useTranslation('identity');
  const { token } = useParams<{ token: string }>();
  const [, go] = useLocation();
  const link = useLink('setup', token, async () => {
    await call(identityRoutes.setupLink, { params: { token } });
    return true;
  });
  const form = useForm({
    schema: identityRoutes.setup.body,
    read: (fields) => ({ ...Object.fromEntries(fields), language: asLanguage(i18n.language) }),
    async submit(body) {
      await call(identityRoutes.setup, { params: { token }, body });
      go(await enterWith(body), { replace: true });
    },
  });
  if (link.dead) return <DeadLink of="setup" />;
  if (link.error) return <ProblemAlert error={link.error} text={authSentence(link.error)} />;
  if (!link.data) return <Waiting />;
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('setup.title')} />
        <Text>{t('setup.text')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput
          name="organisationName"
          label={t('setup.school')}
          autoComplete="organization"
          error={form.error('organisationName')}
        />
        <TextInput name="name" label={t('name')} autoComplete="name" error={form.error('name')} />
        <TextInput name="email" type="email" label={t('email')} autoComplete="username" error={form.error('email')} />
        <PasswordField
          name="password"
          label={t('password')}
          autoComplete="new-password"
          description={t('passwordHint')}
          error={form.error('password')}
        />
        <Button type="submit" loading={form.busy}>
          {t('setup.do')}
        </Button>
      </Stack>
    </form>
  );
}
