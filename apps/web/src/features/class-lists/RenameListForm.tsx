import { Stack, TextInput } from '@mantine/core';
import { type ClassList, classListRoutes } from '@lesblik/shared/class-lists';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { showList } from './queries.ts';

export function RenameListForm({ list, onDone }: { list: ClassList; onDone: () => void }) {
  const { t } = useTranslation(['class-lists', 'common']);
  const form = useForm({
    schema: classListRoutes.rename.body,
    async submit(body) {
      await showList(await call(classListRoutes.rename, { params: { classListId: list.id }, body }));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput
          name="name"
          label={t('name')}
          defaultValue={list.name}
          maxLength={80}
          autoFocus
          error={form.error('name')}
        />
        <FormEnd form={form} act={t('common:save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
