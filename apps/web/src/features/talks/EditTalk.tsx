import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
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

const DURATIONS = [30, 45, 60, 90, 120];

/** What it is called, where it is and how long it takes; the time is agreed on by picking. */
export function EditTalk({ talk, opened, onClose }: Props) {
  const { t } = useTranslation(['talks', 'common']);
  const form = useForm({
    schema: talkRoutes.update.body,
    read: (fields) => ({ ...Object.fromEntries(fields), durationMinutes: Number(fields.get('durationMinutes')) }),
    async submit(body) {
      await call(talkRoutes.update, { params: { talkId: talk.id }, body });
      await readTalksAgain();
      say(t('acts.saved'));
      onClose();
    },
  });
  const durations = [...new Set([...DURATIONS, talk.durationMinutes])].toSorted((a, b) => a - b);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('acts.edit')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack>
          <TextInput
            name="title"
            label={t('offer.name')}
            defaultValue={talk.title}
            maxLength={200}
            error={form.error('title')}
          />
          <TextInput
            name="place"
            label={t('offer.place')}
            description={t('offer.placeHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            defaultValue={talk.place}
            maxLength={300}
            error={form.error('place')}
          />
          <NativeSelect
            name="durationMinutes"
            label={t('offer.duration')}
            defaultValue={String(talk.durationMinutes)}
            data={durations.map((count) => ({ value: String(count), label: t('minutes', { count }) }))}
          />
          <FormEnd form={form} act={t('common:save')} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
