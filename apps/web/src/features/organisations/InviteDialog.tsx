import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { organisationRoutes } from '@lesblik/shared/organisations';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { endOfDay } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { textOf } from '../../ui/form/text-of.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { readPeopleAgain } from './queries.ts';
import { RoleFields } from './RoleFields.tsx';

interface Props {
  organisationId: string;
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ organisationId, opened, onClose }: Props) {
  const { t } = useTranslation(['organisations', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <InviteForm organisationId={organisationId} onClose={onClose} />
    </Modal>
  );
}

function InviteForm({ organisationId, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['organisations', 'common']);
  const form = useForm({
    schema: organisationRoutes.invite.body,
    read: (fields) => {
      const endsOn = textOf(fields, 'endsOn');
      return { ...Object.fromEntries(fields), endsAt: endsOn ? endOfDay(endsOn) : null };
    },
    async submit(body) {
      await call(organisationRoutes.invite, { params: { organisationId }, body });
      await readPeopleAgain();
      say(t('sent', { name: body.name }));
      onClose();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput name="name" label={t('name')} autoComplete="off" data-autofocus error={form.error('name')} />
        <TextInput name="email" type="email" label={t('email')} autoComplete="off" error={form.error('email')} />
        <RoleFields initial="member" error={form.error('endsAt')} />
        <NativeSelect
          name="language"
          label={t('language')}
          data={[
            { value: 'nl', label: t('common:language.nl') },
            { value: 'en', label: t('common:language.en') },
          ]}
        />
        <ProblemAlert error={form.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
