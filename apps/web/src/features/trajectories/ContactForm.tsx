import { NativeSelect, Stack, Textarea } from '@mantine/core';
import { type Contact, ContactWith, trajectoryRoutes } from '@lesblik/shared/trajectories';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { dayFromNow } from '../../ui/format.ts';
import { say } from '../../ui/toasts.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { readTrajectoriesAgain } from './queries.ts';

interface Props {
  trajectoryId: string;
  contact?: Contact;
  onDone: () => void;
}

export function ContactForm({ trajectoryId, contact, onDone }: Props) {
  const { t } = useTranslation(['trajectories', 'common']);
  const form = useForm({
    schema: trajectoryRoutes.addContact.body,
    async submit(body) {
      if (contact) await call(trajectoryRoutes.editContact, { params: { contactId: contact.id }, body });
      else await call(trajectoryRoutes.addContact, { params: { trajectoryId }, body });
      await readTrajectoriesAgain();
      say(t('contact.saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <NativeSelect
          name="spokenWith"
          label={t('contact.with')}
          defaultValue={contact?.spokenWith ?? 'both'}
          data={ContactWith.options.map((value) => ({ value, label: t(`contact.withWho.${value}`) }))}
        />
        <DayField
          name="spokenOn"
          label={t('contact.on')}
          value={contact?.spokenOn ?? dayFromNow(0)}
          max={dayFromNow(0)}
          error={form.error('spokenOn')}
        />
        <Textarea
          name="text"
          label={t('contact.text')}
          defaultValue={contact?.text}
          autosize
          minRows={3}
          maxLength={5000}
          error={form.error('text')}
        />
        <FormEnd form={form} act={t('contact.save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
