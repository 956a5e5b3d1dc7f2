import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { identityRoutes } from '@lesblik/shared/identity';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { authSentence } from './auth-sentence.ts';
import { PasswordField } from './PasswordField.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  onAsked: () => Promise<void>;
}

/** The password is asked: a device may stand open, and whoever reads the mail of an account can get into it. */
export function EmailChangeDialog({ opened, onClose, onAsked }: Props) {
  const { t } = useTranslation(['identity', 'common']);
  const form = useForm({
    schema: identityRoutes.askEmailChange.body,
    async submit(body) {
      await call(identityRoutes.askEmailChange, { body });
      await onAsked();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('emailChange.ask')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <Text>{t('emailChange.how')}</Text>
          <TextInput
            name="email"
            type="email"
            label={t('emailChange.new')}
            autoComplete="email"
            error={form.error('email')}
          />
          <PasswordField
            name="password"
            label={t('account.currentPassword')}
            autoComplete="current-password"
            error={form.error('password')}
          />
          <ProblemAlert error={form.problem} text={authSentence(form.problem)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {t('emailChange.send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
