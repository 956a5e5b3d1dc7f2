import { Button, Stack, Text, TextInput } from '@mantine/core';
import { organisationRoutes } from '@lesblik/shared/organisations';
import type { Result } from '@lesblik/shared/route';
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

type Invited = Result<typeof organisationRoutes.invitation>;

export function InvitationPage() {
  const { token } = useParams<{ token: string }>();
  const invitation = useLink('invitation', token, () => call(organisationRoutes.invitation, { params: { token } }));
  if (invitation.dead) return <DeadLink of="invitation" />;
  if (invitation.error) return <ProblemAlert error={invitation.error} text={authSentence(invitation.error)} />;
  return invitation.data ? <Accept token={token} invited={invitation.data} /> : <Waiting />;
}

function Accept({ token, invited }: { token: string; invited: Invited }) {
  const { t, i18n } = useTranslation('identity');
  const [, go] = useLocation();
  const form = useForm({
    schema: organisationRoutes.acceptInvitation.body,
    read: (fields) => ({
      name: fields.get('name') ?? invited.name,
      password: fields.get('password'),
      language: asLanguage(i18n.language),
    }),
    async submit(body) {
      await call(organisationRoutes.acceptInvitation, { params: { token }, body });
      go(await enterWith({ email: invited.email, password: body.password }), { replace: true });
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <PageTitle title={t('invitation.title')} />
        <Text>{t('invitation.text', { school: invited.organisationName })}</Text>
        <Text>{invited.hasAccount ? t('invitation.existing', { email: invited.email }) : t('invitation.new')}</Text>
        <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          value={invited.email}
          readOnly
          variant="filled"
        />
        {!invited.hasAccount && (
          <TextInput
            name="name"
            label={t('name')}
            autoComplete="name"
            defaultValue={invited.name}
            error={form.error('name')}
          />
        )}
        <PasswordField
          name="password"
          label={t('password')}
          autoComplete={invited.hasAccount ? 'current-password' : 'new-password'}
          description={invited.hasAccount ? undefined : t('passwordHint')}
          error={form.error('password')}
        />
        <Button type="submit" loading={form.busy}>
          {t('invitation.do')}
        </Button>
      </Stack>
    </form>
  );
}
