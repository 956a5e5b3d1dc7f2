import { NativeSelect, Stack, Title } from '@mantine/core';
import {
  AnsweredBy,
  classListRoutes,
  ConsentPurpose,
  type Pupil,
  pupilConsentTexts,
  PUPIL_CONSENT_TEXT,
} from '@lesblik/shared/class-lists';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Group } from '@mantine/core';
import { call } from '../../api/call.ts';
import { DayField } from '../../ui/form/DayField.tsx';
import { FieldRow } from '../../ui/form/FieldRow.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { dayFromNow } from '../../ui/format.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { say } from '../../ui/toasts.ts';
import { purposes } from './purposes.ts';
import { showList } from './queries.ts';

/** What a parent, or a pupil from 16, said: a new line under those that stand. */
export function AnswerForm({ pupil }: { pupil: Pupil }) {
  const { t } = useTranslation(['class-lists', 'lesson-consent']);
  const [purpose, setPurpose] = useState<ConsentPurpose>('inside');
  const now = pupil.answers[purpose];
  const possible = now === 'given' ? (['withdrawn'] as const) : (['given', 'refused'] as const);
  const form = useForm({
    schema: classListRoutes.answer.body,
    async submit(body) {
      await showList(await call(classListRoutes.answer, { params: { pupilId: pupil.id }, body }));
      say(t('answer.kept', { label: pupil.label }));
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate aria-label={t('answer.title', { label: pupil.label })}>
      <Stack>
        <Title order={3}>{t('answer.title', { label: pupil.label })}</Title>
        <FieldRow least={180}>
          <NativeSelect
            name="purpose"
            label={t('answer.purpose')}
            value={purpose}
            onChange={(event) => setPurpose(ConsentPurpose.parse(event.currentTarget.value))}
            data={purposes.map((value) => ({ value, label: t(`lesson-consent:purposes.${value}`) }))}
          />
          <NativeSelect
            name="answer"
            label={t('answer.answer')}
            key={now}
            data={possible.map((value) => ({ value, label: t(`answers.${value}`) }))}
          />
          <NativeSelect
            name="answeredBy"
            label={t('answer.by')}
            data={AnsweredBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
          <DayField
            name="answeredOn"
            label={t('answer.on')}
            max={dayFromNow(0)}
            value={dayFromNow(0)}
            error={form.error('answeredOn')}
          />
          <NativeSelect
            name="textVersion"
            label={t('answer.text')}
            defaultValue={PUPIL_CONSENT_TEXT}
            data={[...pupilConsentTexts]}
          />
        </FieldRow>
        <ProblemAlert error={form.problem} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('answer.put')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
