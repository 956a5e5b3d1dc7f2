import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { erasureRoutes } from '@lesblik/shared/erasure';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { closeSocket } from '../../api/socket.ts';
import { paths } from '../../app/paths.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from '../../ui/Section.tsx';
import { PasswordField } from '../identity/PasswordField.tsx';

/** The end of one's own account: what goes, what stays, and a copy before it. */
export function OwnErasure() {
  const { t } = useTranslation(['erasure', 'common']);
  const [asked, setAsked] = useState(false);
  const close = () => setAsked(false);
  const form = useForm({
    schema: erasureRoutes.own.body,
    async submit(body) {
      await call(erasureRoutes.own, { body });
      await closeSocket();
      location.assign(paths.signIn());
    },
  });
  return (
    <Section title={t('title')}>
      <Stack align="flex-start">
        <Text>{t('intro')}</Text>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('ask')}
        </Button>
      </Stack>
      <Modal opened={asked} onClose={close} title={t('ask')} closeButtonProps={{ 'aria-label': t('common:close') }}>
        <form onSubmit={form.onSubmit} noValidate>
          <Stack>
            <Text fw={600}>{t('noWayBack')}</Text>
            <List>
              <List.Item>{t('goes.lessons')}</List.Item>
              <List.Item>{t('goes.account')}</List.Item>
              <List.Item>{t('stays')}</List.Item>
            </List>
            <Group>
              <LinkButton to={paths.myData} variant="default">
                {t('copyFirst')}
              </LinkButton>
            </Group>
            <PasswordField
              name="password"
              label={t('password')}
              autoComplete="current-password"
              error={form.error('password')}
            />
            <ProblemAlert error={form.problem} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common:cancel')}
              </Button>
              <Button type="submit" color="red" loading={form.busy}>
                {t('do')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Section>
  );
}
