import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { goalRoutes, type GoalWording } from '@lesblik/shared/goals';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { QUESTIONS } from './questions.ts';

interface Props {
  wording?: GoalWording;
  /** The words of the button. */
  act: string;
  help?: string;
  onSave: (wording: GoalWording) => Promise<void>;
  onCancel: () => void;
}

/** A goal in a sentence, and the questions about it. */
export function WordingForm({ wording, act, help, onSave, onCancel }: Props) {
  const { t } = useTranslation(['goals', 'common']);
  const form = useForm({ schema: goalRoutes.add.body, submit: onSave });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack>
        {help !== undefined && <Text c="dimmed">{help}</Text>}
        <TextInput
          name="title"
          label={t('wording.title')}
          description={t('wording.titleHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          defaultValue={wording?.title}
          maxLength={200}
          autoFocus
          error={form.error('title')}
        />
        {QUESTIONS.map((question) => (
          <Textarea
            key={question}
            name={question}
            label={t(`wording.${question}`)}
            defaultValue={wording?.[question]}
            autosize
            minRows={2}
            maxLength={5000}
            {...(question === 'behaviour' && {
              description: t('wording.behaviourHint'),
              inputWrapperOrder: ['label', 'input', 'description', 'error'],
            })}
            error={form.error(question)}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t('wording.later')}
        </Text>
        <FormEnd form={form} act={act} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
