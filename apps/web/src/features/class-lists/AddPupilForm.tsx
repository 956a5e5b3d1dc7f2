import { NativeSelect, Stack, TextInput } from '@mantine/core';
import {
  AnsweredBy,
  classListRoutes,
  looksLikeFullName,
  MOST_LABEL,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import { FormEnd } from '../../ui/form/FormEnd.tsx';
import { textOf } from '../../ui/form/text-of.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { dayFromNow } from '../../ui/format.ts';
import { say } from '../../ui/toasts.ts';
import { answersThatStayed } from './core/import-notes.ts';
import { purposes } from './purposes.ts';
import { showList } from './queries.ts';

/** One pupil after the other: what was said of each in the same go. */
export function AddPupilForm({ classListId, onDone }: { classListId: string; onDone: () => void }) {
  const { t } = useTranslation(['class-lists', 'lesson-consent', 'common', 'problems']);
  const element = useRef<HTMLFormElement>(null);
  const form = useForm({
    schema: classListRoutes.addPupils.body,
    read: (fields) => {
      const said = { answeredBy: fields.get('answeredBy'), answeredOn: textOf(fields, 'answeredOn') };
      const answers = purposes.flatMap((purpose) => {
        const answer = textOf(fields, purpose);
        return answer === '' ? [] : [{ purpose, answer, ...said, textVersion: PUPIL_CONSENT_TEXT }];
      });
      return { pupils: [{ label: textOf(fields, 'label'), answers }] };
    },
    besides: (fields): Record<string, string> => {
      const label = textOf(fields, 'label').trim();
      if (label === '') return { label: t('common:fields.required') };
      return looksLikeFullName(label) ? { label: t('problems:pupil_full_name') } : {};
    },
    async submit(body) {
      const after = await call(classListRoutes.addPupils, { params: { classListId }, body });
      await showList(after);
      say(t('pupil.added', { label: body.pupils[0]?.label ?? '' }));
      const stayed = answersThatStayed(body.pupils, after.pupils);
      if (stayed > 0) say(t('import.stayed', { count: stayed }));
      element.current?.reset();
      element.current?.querySelector('input')?.focus();
    },
  });
  return (
    <form ref={element} onSubmit={form.onSubmit} noValidate aria-label={t('pupil.add')}>
      <Stack mb="lg">
        <TextInput
          name="label"
          label={t('pupil.label')}
          description={t('pupil.labelHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={MOST_LABEL}
          autoComplete="off"
          autoFocus
          error={form.error('label')}
        />
        <FieldRow least={180}>
          {purposes.map((purpose) => (
            <NativeSelect
              key={purpose}
              name={purpose}
              label={t(`lesson-consent:purposes.${purpose}`)}
              data={[
                { value: '', label: t('answers.none') },
                { value: 'given', label: t('answers.given') },
                { value: 'refused', label: t('answers.refused') },
              ]}
            />
          ))}
        </FieldRow>
        <FieldRow least={180}>
          <NativeSelect
            name="answeredBy"
            label={t('answer.by')}
            data={AnsweredBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
          <DayField name="answeredOn" label={t('answer.on')} max={dayFromNow(0)} value={dayFromNow(0)} />
        </FieldRow>
        <FormEnd form={form} act={t('pupil.put')} onCancel={onDone} cancel={t('pupil.ready')} />
      </Stack>
    </form>
  );
}
