import { Modal, Stack, Textarea } from '@mantine/core';
import { type Talk, talkRoutes } from '@lesblik/shared/talks';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { say } from '../../ui/toasts.ts';
import { readTalksAgain } from './queries.ts';

interface Props {
  talk: Talk;
  opened: boolean;
  onClose: () => void;
}

export function CancelTalk({ talk, opened, onClose }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  const form = useForm({
    schema: talkRoutes.cancel.body,
    async submit(body) {
      await call(talkRoutes.cancel, { params: { talkId: talk.id }, body });
      await readTalksAgain();
      say(t('acts.cancelled'));
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('acts.cancelTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <Textarea name="message" label={t('acts.cancelMessage')} minRows={3} autosize maxLength={1000} />
          <FormEnd form={form} act={t('acts.cancelDo')} cancel={t('acts.keep')} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
