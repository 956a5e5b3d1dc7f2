import { Stack, Textarea, TextInput } from '@mantine/core';
import { templateRoutes, type TrajectoryTemplate } from '@lesblik/shared/trajectory-templates';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { say } from '../../ui/toasts.ts';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { useTemplateWords } from './template-words.ts';

interface Props {
  organisationId: string;
  template?: TrajectoryTemplate;
  onDone: () => void;
}

export function TemplateForm({ organisationId, template, onDone }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const wordsOf = useTemplateWords();
  const words = template && wordsOf(template);
  const form = useForm({
    schema: templateRoutes.add.body,
    async submit(body) {
      if (template) await call(templateRoutes.edit, { params: { organisationId, key: template.key }, body });
      else await call(templateRoutes.add, { params: { organisationId }, body });
      await queryClient.invalidateQueries({ queryKey: ['templates'] });
      say(t('saved'));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        <TextInput
          name="name"
          label={t('name')}
          defaultValue={words?.name}
          maxLength={120}
          error={form.error('name')}
        />
        <FieldRow least={180}>
          <TextInput
            name="talks"
            type="number"
            inputMode="numeric"
            min={1}
            max={100}
            label={t('talks')}
            defaultValue={template?.talks ?? 5}
            error={form.error('talks')}
          />
          <TextInput
            name="months"
            type="number"
            inputMode="numeric"
            min={1}
            max={60}
            label={t('months')}
            defaultValue={template?.months ?? 6}
            error={form.error('months')}
          />
        </FieldRow>
        <Textarea
          name="wayOfWorking"
          label={t('way')}
          defaultValue={words?.wayOfWorking}
          autosize
          minRows={3}
          maxLength={5000}
          error={form.error('wayOfWorking')}
        />
        <FormEnd form={form} act={t('common:save')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
