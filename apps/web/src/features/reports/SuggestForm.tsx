import { Stack, Textarea } from '@mantine/core';
import { MAX_REPORT_TEXT, type ReportField } from '@lesblik/shared/reports';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { suggest } from './acts.ts';

const Suggestion = z.object({ text: z.string().trim().min(1).max(MAX_REPORT_TEXT) });

interface Props {
  trajectoryId: string;
  field: ReportField;
  onDone: () => void;
}

/** The field's words to change as the coach would write them. */
export function SuggestForm({ trajectoryId, field, onDone }: Props) {
  const { t } = useTranslation(['reports', 'common']);
  const { key, goalId } = field;
  const form = useForm({
    schema: Suggestion,
    async submit({ text }) {
      await suggest(trajectoryId, { key, goalId }, text);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack mt="sm">
        <Textarea
          name="text"
          label={t('suggestion.words')}
          defaultValue={field.text}
          autosize
          minRows={3}
          maxLength={MAX_REPORT_TEXT}
          autoFocus
          error={form.error('text')}
        />
        <FormEnd form={form} act={t('suggestion.send')} onCancel={onDone} />
      </Stack>
    </form>
  );
}
